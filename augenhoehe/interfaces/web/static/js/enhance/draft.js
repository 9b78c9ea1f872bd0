// What one writes is kept: on the server every moment, in this browser where that fails.
//
// An entry of the browser is gone as soon as the server has the words, as a draft or, by the
// cookie it sets then, as a published post.

const PAUSE = 1500;
const PREFIX = "augenhoehe:draft:";

function keep(form) {
  const store = new Store(form);
  const told = form.querySelector(".composer__saved");
  let waiting;
  let last = words(form);
  offerWhatWasLost(form, store, told);
  form.addEventListener("input", (event) => {
    if (!["text", "warning"].includes(event.target.name)) return;
    store.put(words(form));
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  addEventListener("pagehide", () => {
    if (differ(words(form), last) && !form.dataset.sent) save();
  });

  async function save() {
    const now = words(form);
    if (!differ(now, last)) return;
    const outcome = await send(form, now);
    told.textContent = told.dataset[outcome];
    if (outcome !== "saved") return;
    last = now;
    if (!differ(words(form), now)) store.drop();
  }
}

// Resolves to the name of the words that say how it went.
async function send(form, { text, warning }) {
  const { slot, seen } = form.elements;
  const body = new URLSearchParams({ slot: slot.value, seen: seen.value, text, warning });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch("/entwurf", { method: "POST", body, headers, keepalive: true });
    // By this the server tells what this page wrote from what another one writes meanwhile.
    if (answer.ok) seen.value = (await answer.json()).seen;
    if (answer.ok) return "saved";
    return [401, 403].includes(answer.status) ? "signedOut" : "local";
  } catch {
    return "local";
  }
}

function offerWhatWasLost(form, store, told) {
  const lost = store.get();
  if (!lost) return;
  if (document.cookie.includes(`augenhoehe_published=${lost.submission}`)) return store.drop();
  if (!differ(lost, words(form))) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--link";
  button.textContent = told.dataset.restore;
  button.addEventListener("click", () => {
    form.elements.text.value = lost.text;
    form.elements.warning.value = lost.warning;
    form.elements.text.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.text.focus();
    told.textContent = "";
  });
  told.append(`${told.dataset.found} `, button);
}

function words(form) {
  return { text: form.elements.text.value, warning: form.elements.warning.value };
}

function differ(one, other) {
  return one.text.trim() !== other.text.trim() || one.warning.trim() !== other.warning.trim();
}

// One entry of this browser; a browser that keeps nothing is no reason to fail.
class Store {
  constructor(form) {
    this.key = PREFIX + form.dataset.composer;
    this.submission = form.elements.submission.value;
  }

  put(words) {
    this.#try(() => localStorage.setItem(this.key, JSON.stringify({ ...words, submission: this.submission })));
  }

  get() {
    return this.#try(() => JSON.parse(localStorage.getItem(this.key)));
  }

  drop() {
    this.#try(() => localStorage.removeItem(this.key));
  }

  #try(action) {
    try {
      return action();
    } catch {
      return null;
    }
  }
}

for (const form of document.querySelectorAll("[data-composer]")) keep(form);
