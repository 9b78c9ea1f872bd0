// A client as a page of another origin: it keeps nothing on a server and has no server.
"use strict";

const BACK = `${location.origin}/client.html`;
const SCOPES = "read write follow";
const said = { socket: [], events: [], source: [] };

const keep = (name, value) => sessionStorage.setItem(name, value);
const kept = (name) => sessionStorage.getItem(name);

const urlSafe = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/* Registers itself and sends the person to the server. */
async function begin(base) {
  const registered = await fetch(`${base}/api/v1/apps`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ client_name: "Elsewhere", redirect_uris: BACK, scopes: SCOPES }),
  });
  const app = await registered.json();
  const verifier = urlSafe(crypto.getRandomValues(new Uint8Array(40)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  keep("base", base);
  keep("app", JSON.stringify(app));
  keep("verifier", verifier);
  location.href = `${base}/oauth/authorize?${new URLSearchParams({
    response_type: "code", client_id: app.client_id, redirect_uri: BACK, scope: SCOPES,
    code_challenge: urlSafe(digest), code_challenge_method: "S256", state: "here",
  })}`;
}

/* Back with a code: a form, as Phanpy sends it. */
async function finish() {
  const app = JSON.parse(kept("app"));
  const answer = await fetch(`${kept("base")}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code", client_id: app.client_id,
      client_secret: app.client_secret, redirect_uri: BACK,
      code: new URLSearchParams(location.search).get("code"), code_verifier: kept("verifier"),
    }),
  });
  keep("token", (await answer.json()).access_token);
  return new URLSearchParams(location.search).get("state");
}

/* One request, and what a page may see of its answer. */
async function api(method, path, body, headers = {}) {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${kept("base")}/api/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${kept("token")}`,
      ...(body && !isForm ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    body: isForm ? body : body && JSON.stringify(body),
  });
  const names = ["Link", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];
  return {
    status: answer.status,
    document: await answer.json(),
    headers: Object.fromEntries(names.map((name) => [name, answer.headers.get(name)])),
  };
}

async function upload(description) {
  const canvas = new OffscreenCanvas(40, 30);
  canvas.getContext("2d").fillRect(0, 0, 20, 30);
  const form = new FormData();
  form.append("file", await canvas.convertToBlob(), "riemen.png");
  form.append("description", description);
  return api("POST", "v2/media", form);
}

/* Whether a page may read a file, not only show it. */
async function bytesOf(address) {
  const answer = await fetch(address);
  return [answer.status, (await answer.arrayBuffer()).byteLength];
}

/* Browsers cannot put a token into a header of a socket: it goes as its protocol. */
async function listenBySocket(streaming, stream) {
  const socket = new WebSocket(`${streaming}/api/v1/streaming`, [kept("token")]);
  socket.onmessage = (message) => said.socket.push(JSON.parse(message.data));
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  socket.send(JSON.stringify({ type: "subscribe", stream }));
}

/* With fetch a page reads an event stream and sends its token in a header. */
async function listenByFetch(stream) {
  const answer = await fetch(`${kept("base")}/api/v1/streaming/${stream}`, {
    headers: { Authorization: `Bearer ${kept("token")}` },
  });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader.read();
  (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const event = /^event: (.+)$/m.exec(part.value);
      if (event) said.events.push(event[1]);
    }
  })();
  return [answer.status, first.value];
}

/* With EventSource the token stands in the address. */
async function listenBySource(stream) {
  const token = encodeURIComponent(kept("token"));
  const source = new EventSource(
    `${kept("base")}/api/v1/streaming/${stream}?access_token=${token}`,
  );
  source.addEventListener("update", (event) => said.source.push(JSON.parse(event.data).content));
  await new Promise((resolve, reject) => {
    source.onopen = resolve;
    source.onerror = reject;
  });
}
