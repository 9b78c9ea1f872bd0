// This server as an app on this device: the service worker, and news while it is closed.

// Only for people who are signed in: whoever just reads leaves nothing on their device.
export function becomeApp() {
  if (!("serviceWorker" in navigator)) return;
  if (!document.documentElement.hasAttribute("data-signed-in")) return;
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}

export function offerNews() {
  const part = document.querySelector("[data-push-key]");
  if (!part) return;
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!able) return say(part, "unable");
  for (const button of part.querySelectorAll("button")) {
    button.addEventListener("click", () => turn(part, button.value === "on", button));
  }
  show(part);
}

async function show(part) {
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.getSubscription();
  if (Notification.permission === "denied") return say(part, "denied");
  say(part, subscription ? "on" : "off");
}

async function turn(part, wanted, button) {
  button.disabled = true;
  try {
    await (wanted ? begin(part) : end(part));
    await show(part);
  } catch {
    say(part, Notification.permission === "denied" ? "denied" : "failed");
  } finally {
    button.disabled = false;
  }
}

async function begin(part) {
  if ((await Notification.requestPermission()) !== "granted") return;
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: part.dataset.pushKey,
  });
  const kept = await tell(part, "POST", subscription.toJSON());
  if (!kept) await subscription.unsubscribe();
  if (!kept) throw new Error("The server did not take it.");
}

async function end(part) {
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.getSubscription();
  if (!subscription) return;
  await tell(part, "DELETE", { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

async function tell(part, method, document_) {
  const token = part.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(part.dataset.pushAddress, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(document_),
  });
  return answer.ok;
}

function say(part, state) {
  for (const one of part.querySelectorAll("[data-state]")) {
    one.hidden = !one.dataset.state.split(" ").includes(state);
  }
}
