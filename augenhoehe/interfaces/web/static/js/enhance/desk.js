// At the desk: asks anew who is writing as soon as the server says that it changed.
//
// Without it the page asks every 45 seconds, and without JavaScript when it is loaded.

const place = document.querySelector("[data-desk]");

if (place && "EventSource" in window) {
  const stream = new EventSource(`/live?channels=desk%3A${place.dataset.desk}`);
  const changed = () => document.body.dispatchEvent(new Event("desk-changed"));
  stream.addEventListener("answering", changed);
  stream.addEventListener("case", changed);
  addEventListener("pagehide", () => stream.close());
}
