// The service worker. The server writes `KNOWN` before it: edition, files, pages, notices.
//
// It keeps static files and the page that says that nothing answers. Pages and answers of the
// API are always asked for anew and never kept: what one read stays on the server.

const CACHE = `augenhoehe-${KNOWN.edition}`;
const STATIC = "/static/";
const FINGERPRINT = /\.[0-9a-f]{12}\.\w+$/; // a name that changes with what is in the file

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith(STATIC)) event.respondWith(file(request, url));
});

self.addEventListener("push", (event) => {
  const notice = read(event.data);
  if (!notice) return;
  event.waitUntil(
    self.registration.showNotification(notice.title, {
      body: notice.body || "",
      icon: notice.icon || undefined,
      lang: notice.preferred_locale || undefined,
      tag: String(notice.notification_id || "notice"),
      data: { type: notice.notification_type || "" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openNotices());
});

async function keep() {
  const cache = await caches.open(CACHE);
  const pages = Object.values(KNOWN.pages);
  // Without cookies: the page is for nobody in particular.
  const wanted = [...KNOWN.files, ...pages].map((address) => new Request(address, { credentials: "omit" }));
  await cache.addAll(wanted);
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return (await nothingAnswers()) || Response.error();
  }
}

async function nothingAnswers() {
  const wanted = (self.navigator.language || "").slice(0, 2);
  const address = KNOWN.pages[wanted] || KNOWN.pages[KNOWN.language] || Object.values(KNOWN.pages)[0];
  const kept = await caches.match(address);
  // As it is: the address bar keeps the page one wanted, so that reloading tries it again.
  return kept && new Response(kept.body, { status: 503, headers: kept.headers });
}

async function file(request, url) {
  const kept = await caches.match(request);
  if (kept && FINGERPRINT.test(url.pathname)) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.ok && FINGERPRINT.test(url.pathname)) {
      const cache = await caches.open(CACHE);
      await cache.put(request, fresh.clone());
    }
    return fresh;
  } catch {
    return kept || Response.error();
  }
}

function read(data) {
  try {
    const notice = data.json();
    return notice && notice.title ? notice : null;
  } catch {
    return null;
  }
}

async function openNotices() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const one of windows) {
    try {
      await one.focus();
      await one.navigate(KNOWN.notices);
      return;
    } catch {
      // A window of an earlier worker cannot be led; the next one, or a new one, can.
    }
  }
  await self.clients.openWindow(KNOWN.notices);
}
