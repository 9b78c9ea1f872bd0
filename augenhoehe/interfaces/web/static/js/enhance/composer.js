// The composer with JavaScript: counts, sends pictures while one writes, says where it goes.
//
// Without it the same form does the same, page by page.

const URL_COUNTS = 23; // as the server counts, see foundation/text/finding.py
const MOST_PICTURES = 4;
const LINK = /\bhttps?:\/\/\S+/gi;
const MENTION_ELSEWHERE = /(?<![\w/@=])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\w.-]+\w/gi;

for (const form of document.querySelectorAll("[data-composer]")) {
  form.classList.add("composer--alive");
  unfold(form);
  countDown(form);
  sayWhereItGoes(form);
  takePictures(form);
  sendOnce(form);
}

// Once somebody has come near, the sheet stays as large as it is.
function unfold(form) {
  const open = () => form.classList.remove("composer--folded", "composer--addressed");
  form.addEventListener("focusin", open, { once: true });
}

function countDown(form) {
  const shown = form.querySelector("[data-limit]");
  if (!shown) return;
  const count = () => {
    const left = Number(shown.dataset.limit) - lengthOf(form.elements.text) - lengthOf(form.elements.warning);
    const words = left < 0 ? shown.dataset.over : shown.dataset.left;
    shown.textContent = words.replace("%n", Math.abs(left));
    shown.classList.toggle("composer__count--over", left < 0);
  };
  form.addEventListener("input", count);
  count();
}

function lengthOf(field) {
  const text = (field?.value ?? "").normalize("NFC").trim();
  const short = text.replace(LINK, "x".repeat(URL_COUNTS)).replace(MENTION_ELSEWHERE, "$1");
  return [...short].length;
}

// The stylesheet already swaps the words for people; a chosen space has a name of its own.
function sayWhereItGoes(form) {
  const choice = form.querySelector(".composer__to");
  const ofSpaces = form.querySelector('[data-goes="space"]');
  const say = () => {
    const chosen = choice.selectedOptions[0];
    form.classList.toggle("composer--inside", chosen.hasAttribute("data-inside"));
    if (ofSpaces && chosen.value.startsWith("space:")) ofSpaces.textContent = chosen.dataset.button;
  };
  choice?.addEventListener("change", say);
  if (choice) say();
}

function takePictures(form) {
  const area = form.querySelector("[data-pictures]");
  const files = form.querySelector('input[type="file"]');
  if (!area || !files) return;
  files.addEventListener("change", () => send(form, area, files));
  area.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="drop"]');
    if (!button) return;
    event.preventDefault();
    button.closest("[data-picture]").remove();
    files.focus();
  });
  area.addEventListener("click", (event) => {
    if (event.target.matches(".picture-field__image")) focusOn(event);
  });
  form.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    files.files = event.clipboardData.files;
    send(form, area, files);
  });
}

async function send(form, area, files) {
  const room = MOST_PICTURES - area.querySelectorAll("[data-picture]").length;
  const body = new FormData();
  for (const file of [...files.files].slice(0, Math.max(room, 0))) body.append("files", file);
  const problems = files.files.length > room ? [area.dataset.most] : [];
  files.value = "";
  complain(area, problems);
  if (!body.has("files")) return;
  area.setAttribute("aria-busy", "true");
  const told = tell(area, area.dataset.uploading);
  try {
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch("/bilder", {
      method: "POST",
      body,
      headers: { "HX-Request": "true" },
    });
    if (![200, 422].includes(answer.status) || answer.headers.has("HX-Redirect")) throw answer;
    problems.push(...add(area, await answer.text()));
  } catch {
    problems.push(area.dataset.failed);
  } finally {
    area.removeAttribute("aria-busy");
    told.remove();
    complain(area, problems);
  }
}

// Puts the new pictures on the shelf; returns what the server found wrong with others.
function add(area, html) {
  const came = new DOMParser().parseFromString(html, "text/html");
  const shelf = area.querySelector(".composer__shelf");
  const pictures = [...came.querySelectorAll("[data-picture]")];
  shelf.append(...pictures);
  pictures[0]?.querySelector("textarea")?.focus();
  return [...came.querySelectorAll(".composer__picture-errors li")].map((line) => line.textContent);
}

function tell(area, words) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.className = "composer__sending";
  line.textContent = words;
  area.prepend(line);
  return line;
}

function complain(area, problems) {
  area.querySelector(".composer__picture-errors")?.remove();
  if (!problems.length) return;
  const list = document.createElement("ul");
  list.className = "field__errors composer__picture-errors";
  list.setAttribute("role", "alert");
  for (const problem of problems) {
    const line = document.createElement("li");
    line.textContent = problem;
    list.append(line);
  }
  area.prepend(list);
}

// A click on the picture chooses the nearest of the nine places the list offers.
function focusOn(event) {
  const box = event.target.getBoundingClientRect();
  const third = (share) => Math.min(2, Math.max(0, Math.floor(share * 3))) - 1;
  const x = third((event.clientX - box.left) / box.width);
  const y = -third((event.clientY - box.top) / box.height);
  const list = event.target.closest("[data-picture]").querySelector("[data-focus]");
  const wanted = [...list.options].find((option) => {
    const [left, top] = option.value.split(",").map(Number);
    return left === x && top === y;
  });
  if (wanted) list.value = wanted.value;
}

// One click too many is no second post; the server would keep it once all the same.
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
  form.addEventListener("keydown", (event) => {
    const publish = form.querySelector(".composer__publish");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(publish);
    if (event.key === "Enter" && event.target.matches("input[name='warning']")) event.preventDefault();
  });
}
