// The bar "3 new posts": says that there is something new, and never moves what one reads.
//
// Hears the server's stream; where that does not get through, asks once a minute.

const POLL_EVERY = 60_000;

export function listen() {
  for (const bar of document.querySelectorAll("[data-live]")) new Bar(bar);
}

class Bar {
  constructor(element) {
    this.element = element;
    this.count = 0;
    this.failures = 0;
    this.connect();
  }

  connect() {
    if (!("EventSource" in window)) return this.poll();
    const address = `/live?channels=${encodeURIComponent(this.element.dataset.live)}`;
    this.stream = new EventSource(address);
    this.stream.addEventListener("post", () => this.show(this.count + 1));
    this.stream.addEventListener("open", () => (this.failures = 0));
    this.stream.addEventListener("error", () => this.stumble());
    addEventListener("pagehide", () => this.stream.close());
  }

  // The browser tries again by itself; after three times a proxy stands in between.
  stumble() {
    this.failures += 1;
    if (this.failures < 3 && this.stream.readyState !== EventSource.CLOSED) return;
    this.stream.close();
    this.poll();
  }

  poll() {
    const address = this.element.dataset.newer;
    if (!address) return;
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (answer.ok) this.show((await answer.json()).count);
      } catch {
        // Offline: the next minute will tell.
      }
    }, POLL_EVERY);
  }

  show(count) {
    this.count = count;
    if (!count) return;
    const { one, many, url } = this.element.dataset;
    const link = document.createElement("a");
    link.href = url;
    link.textContent = count === 1 ? one : many.replace("%n", count);
    this.element.replaceChildren(link);
  }
}
