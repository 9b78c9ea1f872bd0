// Sharing, liking and keeping without leaving the place one reads at.
//
// The buttons belong to the form #react; without JavaScript they submit it. With it the
// server sends the row below the post anew.

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
  button.setAttribute("aria-busy", "true");
  try {
    const headers = { "HX-Request": "true" };
    const answer = await fetch(address, { method: "POST", body: new FormData(form), headers });
    const elsewhere = answer.headers.get("HX-Redirect"); // signed out in the meantime
    if (elsewhere) return location.assign(elsewhere);
    if (!answer.ok) throw new Error(String(answer.status));
    showAnew(button, address, await answer.text());
  } catch {
    // Let the browser do it, so that the server's reason is shown.
    form.action = address;
    form.submit();
  }
}

// A post may stand on a page twice, once passed on.
function showAnew(button, address, html) {
  const place = [...button.parentElement.children].indexOf(button);
  const [post] = /^\/posts\/\d+\//.exec(address);
  const rows = [...document.querySelectorAll(".post__acts")].filter((row) =>
    row.querySelector(`[formaction^="${post}"]`),
  );
  for (const row of rows) {
    const isHere = row.contains(button);
    row.insertAdjacentHTML("afterend", html);
    const anew = row.nextElementSibling;
    row.remove();
    if (isHere) anew.children[place]?.focus();
  }
}
