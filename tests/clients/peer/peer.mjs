// A small server made with Fedify, unmodified: one person, Ada, who writes, answers and listens.
// What came in is only noted once Fedify has verified who sent it.
//   node peer.mjs <where fedify lies> <host> <port> <file with key and certificate> <scheme>
// Told what to do by POST /do/<verb> with JSON; answers with JSON.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [place, host, port, certificate, scheme] = process.argv.slice(2);
const find = createRequire(`${place}/`).resolve;
const load = (name) => {
  // `require` finds the other form of a package that has two.
  const [found, module] = [find(name), find(name).replace(/\.cjs$/, ".js")];
  return import(pathToFileURL(existsSync(module) ? module : found).href);
};
const { createFederation, generateCryptoKeyPair, MemoryKvStore } = await load("@fedify/fedify");
const vocab = await load("@fedify/vocab");
const { Temporal } = await load("@js-temporal/polyfill");
const { Accept, Create, Delete, Follow, Like, Mention, Note, Person, Tombstone, Undo, Update } = vocab;

const base = `https://${host}:${port}`;
const heard = []; // what was verified: {type, actor, object, scheme, …}
const followers = new Map();
const notes = new Map();
const keys = [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), await generateCryptoKeyPair("Ed25519")];

const federation = createFederation({
  kv: new MemoryKvStore(),
  allowPrivateAddress: true,
  firstKnock: scheme,
});

federation
  .setActorDispatcher("/people/{identifier}", async (ctx, identifier) => {
    if (identifier !== "ada") return null;
    const pairs = await ctx.getActorKeyPairs(identifier);
    return new Person({
      id: ctx.getActorUri(identifier),
      preferredUsername: identifier,
      name: "Ada Lovelace",
      summary: "<p>Rechnet.</p>",
      inbox: ctx.getInboxUri(identifier),
      outbox: ctx.getOutboxUri(identifier),
      followers: ctx.getFollowersUri(identifier),
      endpoints: new vocab.Endpoints({ sharedInbox: ctx.getInboxUri() }),
      publicKey: pairs[0].cryptographicKey,
      assertionMethods: pairs.map((pair) => pair.multikey),
    });
  })
  .setKeyPairsDispatcher(() => keys);
federation.setOutboxDispatcher("/people/{identifier}/outbox", () => ({ items: [] }));
federation.setFollowersDispatcher("/people/{identifier}/followers", () => ({
  items: [...followers.values()],
}));
federation.setObjectDispatcher(Note, "/notes/{id}", (_ctx, { id }) => notes.get(id) ?? null);

let scheme_of_now = "";
const note_down = async (type, activity, more = {}) => {
  heard.push({
    type,
    id: activity.id?.href,
    actor: activity.actorId?.href,
    object: activity.objectId?.href,
    scheme: scheme_of_now,
    ...more,
  });
};
federation
  .setInboxListeners("/people/{identifier}/inbox", "/inbox")
  .on(Follow, async (ctx, follow) => {
    const who = await follow.getActor(ctx);
    followers.set(who.id.href, who);
    await note_down("Follow", follow, { name: who.name?.toString() });
    await ctx.sendActivity(
      { identifier: "ada" },
      who,
      new Accept({ id: next("accepts"), actor: ctx.getActorUri("ada"), object: follow }),
    );
  })
  .on(Accept, (_ctx, accept) => note_down("Accept", accept))
  .on(Create, async (ctx, create) => {
    const note = await create.getObject(ctx);
    await note_down("Create", create, {
      content: note.content?.toString(),
      author: note.attributionId?.href,
      reply_to: note.replyTargetId?.href,
    });
  })
  .on(Update, async (ctx, update) => {
    const thing = await update.getObject(ctx);
    await note_down("Update", update, { content: thing.content?.toString() });
  })
  .on(Delete, (_ctx, gone) => note_down("Delete", gone))
  .on(Like, (_ctx, like) => note_down("Like", like))
  .on(vocab.Announce, (_ctx, boost) => note_down("Announce", boost))
  .on(Undo, async (ctx, undo) => {
    const done = await undo.getObject(ctx);
    await note_down("Undo", undo, { undone: done?.constructor.name });
  })
  .onError((_ctx, error) => heard.push({ type: "Error", error: String(error) }));

let count = 0;
const next = (kind) => new URL(`${base}/${kind}/${++count}`);
const open = () => federation.createContext(new Request(base), undefined);

const tell = async (recipients, activity) =>
  open().sendActivity({ identifier: "ada" }, recipients, activity);

const written = (given) => {
  const ctx = open();
  const id = given.id ?? `${++count}`;
  const note = new Note({
    id: ctx.getObjectUri(Note, { id }),
    attribution: ctx.getActorUri("ada"),
    content: `<p>${given.text}</p>`,
    published: Temporal.Now.instant(),
    updated: given.id ? Temporal.Now.instant() : undefined,
    to: vocab.PUBLIC_COLLECTION,
    cc: ctx.getFollowersUri("ada"),
    replyTarget: given.reply_to ? new URL(given.reply_to) : undefined,
    tags: given.to ? [new Mention({ href: new URL(given.to), name: given.name })] : [],
  });
  notes.set(id, note);
  return { id, note };
};
const addressees = async (to) => {
  const ctx = open();
  const loader = await ctx.getDocumentLoader({ identifier: "ada" });
  return vocab.lookupObject(to, { documentLoader: loader, allowPrivateAddress: true });
};
const actor = () => open().getActorUri("ada");
const liked = new Map();

const doings = {
  heard: async () => heard,
  followers: async () => [...followers.keys()],
  async find({ name }) {
    const found = await addressees(name);
    return { id: found?.id?.href, name: found?.name?.toString(), type: found?.constructor.name };
  },
  async follow({ who }) {
    const someone = await addressees(who);
    const follow = new Follow({ id: next("follows"), actor: actor(), object: someone.id });
    await tell(someone, follow);
    return { id: follow.id.href };
  },
  async say(given) {
    const { id, note } = written(given);
    const recipients = given.to ? [await addressees(given.to)] : [...followers.values()];
    const about = { actor: actor(), object: note, to: note.toId, cc: note.ccId };
    await tell(recipients, new Create({ id: next("creates"), ...about }));
    return { id, uri: note.id.href };
  },
  async edit(given) {
    const { note } = written(given);
    const about = { actor: actor(), object: note, to: note.toId, cc: note.ccId };
    await tell([...followers.values()], new Update({ id: next("updates"), ...about }));
    return {};
  },
  async remove({ id }) {
    const object = new Tombstone({ id: notes.get(id).id });
    notes.delete(id);
    const about = { actor: actor(), object, to: vocab.PUBLIC_COLLECTION };
    await tell([...followers.values()], new Delete({ id: next("deletes"), ...about }));
    return {};
  },
  async like({ what, whose }) {
    const like = new Like({ id: next("likes"), actor: actor(), object: new URL(what) });
    liked.set(what, like);
    await tell(await addressees(whose), like);
    return {};
  },
  async unlike({ what, whose }) {
    const object = liked.get(what);
    await tell(await addressees(whose), new Undo({ id: next("undos"), actor: actor(), object }));
    return {};
  },
};

const body_of = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};
const served = createServer(
  { key: readFileSync(certificate), cert: readFileSync(certificate) },
  async (request, response) => {
    try {
      const body = await body_of(request);
      const doing = request.url.match(/^\/do\/(\w+)$/);
      if (doing) {
        const answer = await doings[doing[1]](body.length ? JSON.parse(body) : {});
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(answer));
        return;
      }
      if (request.method === "POST") {
        scheme_of_now = request.headers["signature-input"] ? "rfc9421" : "cavage";
      }
      const answer = await federation.fetch(
        new Request(`${base}${request.url}`, {
          method: request.method,
          headers: request.headers,
          body: body.length ? body : undefined,
        }),
        { contextData: undefined },
      );
      response.statusCode = answer.status;
      answer.headers.forEach((value, name) => response.setHeader(name, value));
      response.end(Buffer.from(await answer.arrayBuffer()));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error?.stack ?? error));
    }
  },
);
served.listen(Number(port), host, () => console.log("ready"));
