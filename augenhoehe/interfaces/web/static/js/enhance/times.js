// Times in the reader's own zone.
//
// Somebody signed in gets a cookie with the zone, and the server says the times. Somebody who
// only reads gets no cookie: for them the words are changed here.

export function showTimesOfHere() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  if (document.documentElement.hasAttribute("data-signed-in")) remember(zone);
  else for (const time of document.querySelectorAll("time[title]")) rewrite(time);
}

function remember(zone) {
  if (document.cookie.includes(`augenhoehe_zone=${zone}`)) return;
  document.cookie = `augenhoehe_zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}

function rewrite(time) {
  const said = time.getAttribute("datetime");
  const moment = new Date(said);
  if (Number.isNaN(moment.valueOf()) || offsetOf(said) === -moment.getTimezoneOffset()) return;
  const language = document.documentElement.lang;
  time.title = moment.toLocaleString(language, { dateStyle: "long", timeStyle: "long" });
  const clock = moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const days = daysAgo(moment);
  if (days > 1 || days < 0) return; // the server said the day only
  const day = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
  time.textContent = `${day}, ${clock}`;
}

function offsetOf(iso) {
  const found = /([+-])(\d\d):(\d\d)$/.exec(iso);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === "-" ? -minutes : minutes;
}

function daysAgo(moment) {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const that = new Date(moment);
  that.setHours(0, 0, 0, 0);
  return Math.round((midnight - that) / 86_400_000);
}
