// Passkeys: the browser asks the device, and the form carries its answer.
//
// A form with `data-passkey` says what is done: "create" a passkey, or "use" one. The question
// stands beside it (`#passkey-question`), or is fetched from `data-question` when one presses.

const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

export function usePasskeys() {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      ask(form);
    });
  }
}

async function ask(form) {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    const question = await questionOf(form);
    const credential =
      form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: opened(question.creation_options.publicKey) })
        : await navigator.credentials.get({ publicKey: opened(question.request_options.publicKey) });
    form.elements.credential.value = JSON.stringify(closed(credential));
    form.submit();
  } catch {
    problem.hidden = false;
  }
}

async function questionOf(form) {
  if (!form.dataset.question) return JSON.parse(document.getElementById("passkey-question").textContent);
  const answer = await fetch(form.dataset.question, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("The server has no question for this device now.");
  return answer.json();
}

// What is sent as letters becomes bytes, as browsers want it.
function opened(options) {
  const known = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) known.user = { ...options.user, id: toBytes(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) known[list] = options[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return known;
}

// And the other way round.
function closed(credential) {
  const response = {};
  for (const name of ANSWERS) {
    if (credential.response[name]) response[name] = toLetters(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toLetters(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

function toBytes(letters) {
  const plain = letters.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

function toLetters(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
