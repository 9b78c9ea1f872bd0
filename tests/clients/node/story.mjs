// `masto`, unmodified: two people, one afternoon. Says at the end, as JSON, what it saw.
//   node story.mjs <where masto lies> <base> <Karl's token> <Gerda's token>
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [place, base, karlsToken, gerdasToken] = process.argv.slice(2);
const found = createRequire(`${place}/`).resolve("masto");
const { createRestAPIClient, createStreamingAPIClient } = await import(pathToFileURL(found).href);

const karl = createRestAPIClient({ url: base, accessToken: karlsToken });
const gerda = createRestAPIClient({ url: base, accessToken: gerdasToken });
const instance = await karl.v2.instance.fetch();
const said = [];
const step = async (name, does) => {
  const result = await does();
  said.push(name);
  return result;
};

const me = await step("verifyCredentials", () => karl.v1.accounts.verifyCredentials());
const her = await step("lookup", () => karl.v1.accounts.lookup({ acct: "gerda" }));

// What Karl hears while he is at it.
const streaming = createStreamingAPIClient({
  streamingApiUrl: instance.configuration.urls.streaming,
  accessToken: karlsToken,
});
await streaming.prepare();
const heard = [];
const awaited = new Map();
const listen = async (subscription) => {
  for await (const event of subscription.values()) {
    heard.push(`${event.stream.join(":")} ${event.event}`);
    awaited.get(event.event)?.(event);
  }
};
const comes = (kind) =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${kind}; heard: ${heard}`)), 15_000);
    awaited.set(kind, (event) => (clearTimeout(late), awaited.delete(kind), resolve(event)));
  });
const user = streaming.user.subscribe();
const local = streaming.public.local.subscribe();
listen(user);
listen(local);
await new Promise((resolve) => setTimeout(resolve, 500));

const update = comes("update");
const post = await step("create", () =>
  karl.v1.statuses.create({ status: "Guten Tag aus JavaScript #masto", language: "de" }),
);
assert.equal((await update).payload.id, post.id);

const told = comes("notification");
const reply = await step("reply", () =>
  gerda.v1.statuses.create({ status: `@${me.acct} Guten Tag`, inReplyToId: post.id }),
);
const notice = await told;
assert.equal(notice.payload.type, "mention");
assert.equal(notice.payload.status.id, reply.id);

const changed = comes("status.update");
await step("update", () => karl.v1.statuses.$select(post.id).update({ status: "Guten Abend #masto" }));
assert.match((await changed).payload.content, /Guten Abend/);

const file = new Blob([Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)], { type: "image/png" });
const media = await step("media", () =>
  karl.v2.media.create({ file, description: "Ein Punkt" }),
);
const pictured = await step("create with media", () =>
  karl.v1.statuses.create({ status: "Ein Bild", mediaIds: [media.id] }),
);
assert.equal(pictured.mediaAttachments[0].description, "Ein Punkt");

const poll = await step("poll", () =>
  karl.v1.statuses.create({
    status: "Tee oder Kaffee?",
    poll: { options: ["Tee", "Kaffee"], expiresIn: 3600, multiple: false },
  }),
);
const voted = await step("vote", () =>
  gerda.v1.polls.$select(poll.poll.id).votes.create({ choices: [1] }),
);
assert.deepEqual([voted.voted, voted.ownVotes], [true, [1]]);

const one = gerda.v1.statuses.$select(post.id);
for (const [does, flag] of [["favourite", "favourited"], ["reblog", null], ["bookmark", "bookmarked"]]) {
  const answer = await step(does, () => one[does]());
  if (flag) assert.equal(answer[flag], true);
}
assert.equal((await step("follow", () => gerda.v1.accounts.$select(me.id).follow())).following, true);
const home = await step("home", () => gerda.v1.timelines.home.list());
assert.ok(home.some((status) => status.id === poll.id) || home.length > 0);
const context = await step("context", () => karl.v1.statuses.$select(post.id).context.fetch());
assert.deepEqual(context.descendants.map((status) => status.id), [reply.id]);
const results = await step("search", () => gerda.v2.search.list({ q: "#masto", type: "hashtags" }));
assert.equal(results.hashtags[0].name, "masto");

const list = await step("list", () => gerda.v1.lists.create({ title: "Räder" }));
await step("list member", () => gerda.v1.lists.$select(list.id).accounts.create({ accountIds: [me.id] }));
const filter = await step("filter", () =>
  gerda.v2.filters.create({
    title: "Tee",
    context: ["home"],
    keywordsAttributes: [{ keyword: "Tee" }],
  }),
);
assert.equal(filter.keywords[0].keyword, "Tee");
await step("followed tag", () => gerda.v1.tags.$select("masto").follow());
const groups = await step("grouped", () => karl.v2.notifications.list());
assert.ok(groups.notificationGroups.length > 0);
const pages = [];
for await (const page of karl.v1.accounts.$select(me.id).statuses.list({ limit: 1 })) {
  pages.push(page.length);
  if (pages.length === 3) break;
}
assert.deepEqual(pages, [1, 1, 1]);

const gone = comes("delete");
await step("remove", () => karl.v1.statuses.$select(pictured.id).remove());
assert.equal((await gone).payload, pictured.id);
await assert.rejects(karl.v1.statuses.$select(pictured.id).fetch(), { statusCode: 404 });
const stranger = createRestAPIClient({ url: base, accessToken: "falsch" });
await assert.rejects(async () => await stranger.v1.timelines.home.list(), { statusCode: 401 });

user.unsubscribe();
local.unsubscribe();
streaming.close();
console.log(JSON.stringify({ said, heard: [...new Set(heard)].sort(), her: her.acct }));
