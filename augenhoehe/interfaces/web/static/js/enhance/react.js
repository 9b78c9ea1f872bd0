// Sharing, liking and keeping without leaving the place one reads at.
//
// The buttons belong to the form #react; without JavaScript they submit it.

export function reactInPlace() {
  const form = document.getElementById("react");
  form?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.hasAttribute("aria-pressed")) return;
    event.preventDefault();
    send(form, button);
  });
}

async function send(form, button) {
  const address = button.getAttribute("formaction");
  button.disabled = true;
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new FormData(form),
      headers: { "HX-Request": "true" }, // the row of buttons, and no page
    });
    // Whoever is signed out by now is led to the sign-in, which is a page.
    if (!answer.ok || answer.headers.has("HX-Redirect")) throw new Error(String(answer.status));
    turn(button, address);
  } catch {
    // Let the browser do it, so that the server's reason is shown.
    form.action = address;
    form.submit();
  } finally {
    button.disabled = false;
    button.focus();
  }
}

function turn(button, address) {
  const pressed = button.getAttribute("aria-pressed") !== "true";
  for (const twin of document.querySelectorAll(`button[formaction="${address}"]`)) {
    twin.setAttribute("aria-pressed", String(pressed));
    const [, id, verb] = /^\/posts\/(\d+)\/(?:un)?(\w+)$/.exec(address);
    twin.setAttribute("formaction", `/posts/${id}/${pressed ? "un" : ""}${verb}`);
  }
}
