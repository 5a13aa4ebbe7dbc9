// What makes the pages quicker to use: hits while somebody types, keys, a page that follows an
// import, files that are dropped. Everything works without this file.
import "htmx.org";

/** Where keys do what they write. */
const writing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName));

// An answer from elsewhere than what was asked is the sign-in page: it wants a page of its own.
// What went wrong comes as a whole page: only its sentence belongs where the hits stand.
document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.raw.redirected) {
    event.preventDefault();
    window.location.reload();
  } else if (ctx.response.status >= 400) {
    ctx.select = "[role=alert]";
  } else {
    comeBack(ctx.response.raw.headers.get("x-search"));
  }
});

/** Makes the page's address the one that leads back to what is being sought: it names an id, never a word. */
function comeBack(id) {
  const at = document.querySelector(".search input[name=at]");
  if (id === null || at === null) return;
  at.value = id;
  window.history.replaceState(window.history.state, "", `/customers/search/${id}`);
}

/** Where Enter leads from a row: to what the row says it is for, otherwise to its first link. */
const target = (row) => row.querySelector("[data-row]") ?? row.querySelector("a");

/** Moves between the rows of the page's lists, as far as there are any: one step is one row. */
function step(by) {
  const rows = [...document.querySelectorAll("main tbody tr")].map(target).filter((link) => link !== null);
  if (rows.length === 0) return false;
  const within = document.activeElement?.closest("main tbody tr");
  const at = within ? rows.indexOf(target(within)) : -1;
  const to = at === -1 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  rows[Math.min(Math.max(to, 0), rows.length - 1)].focus();
  return true;
}

// Whoever comes to a page of hits goes on in its box, unless it tells something first. Whoever comes
// back to it, or loads it anew, is left at the place of the page where she was.
const [came] = window.performance.getEntriesByType("navigation");
if (came?.type === "navigate" && !document.querySelector("[autofocus]")) {
  document.querySelector("[data-focus]")?.focus();
}

/** The box of the search: the one of the page where it has one, otherwise the one at the top. */
const box = () => document.querySelector("#words, #seek");

const KEYS = {
  "/": () => {
    box()?.focus();
    box()?.select();
    return box() !== null;
  },
  "?": () => {
    document.getElementById("keys")?.togglePopover();
    return true;
  },
  n: () => {
    const link = document.querySelector('[data-key="n"]');
    link?.click();
    return link !== null;
  },
  u: () => {
    const button = document.querySelector('[data-key="u"]');
    button?.click();
    return button !== null;
  },
  j: () => step(1),
  k: () => step(-1),
};

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key.toLowerCase() === "k" && box()) {
    event.preventDefault();
    KEYS["/"]();
  } else if (held && event.key === "Enter" && target.form) {
    event.preventDefault();
    target.form.requestSubmit();
  } else if (event.key === "Escape" && writing(target)) {
    const opened = target.closest("details[open]");
    if (opened) {
      opened.open = false;
      opened.querySelector("summary")?.focus();
    } else {
      target.blur();
    }
  } else if (!held && !event.altKey && !writing(target) && KEYS[event.key]?.()) {
    event.preventDefault();
  }
});

// Where tabs stand in one row, the one that is open is seen.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A form goes once: a second press of its button while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
  } else if (form.method === "post" && !event.defaultPrevented && !form.hasAttribute("data-again")) {
    form.dataset.sent = "yes";
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

for (const drop of document.querySelectorAll(".drop")) {
  const input = drop.querySelector("input[type=file]");
  const over = (on) => (event) => {
    event.preventDefault();
    drop.classList.toggle("over", on);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length === 1) input.files = event.dataTransfer.files;
  });
}

const follow = document.querySelector("[data-follow]");
if (follow) {
  const show = (text) => {
    follow.innerHTML = text;
    const done = follow.querySelector("[data-done]") !== null;
    if (done) window.location.reload();
    return done;
  };
  const look = async () => {
    const answer = await fetch(follow.dataset.follow, { redirect: "manual" });
    if (!answer.ok) {
      window.location.reload();
      return;
    }
    if (!show(await answer.text())) window.setTimeout(look, 1000);
  };
  if (follow.dataset.events && window.EventSource) {
    const events = new EventSource(follow.dataset.events);
    events.addEventListener("message", (event) => {
      if (show(event.data)) events.close();
    });
    events.addEventListener("error", () => {
      // A stream that ended by itself is opened anew by the browser; one that was refused is not.
      if (events.readyState === EventSource.CLOSED) window.setTimeout(look, 1000);
    });
  } else {
    window.setTimeout(look, 1000);
  }
}

// The tab one is at is in sight, also where the row of tabs is longer than the screen.
const tab = document.querySelector(".tabs [aria-current]");
const row = tab?.closest("ul");
if (row) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;

// One ground for everything that is not decided yet and that it fits.
const fill = document.querySelector("[data-fill] select");
if (fill) {
  const selects = [...fill.form.querySelectorAll("select[required]")];
  const groups = new Map();
  for (const option of selects.flatMap((select) => [...select.options])) {
    if (option.value === "") continue;
    const { label } = option.parentElement;
    if (!groups.has(label)) groups.set(label, new Map());
    groups.get(label).set(option.value, option.text);
  }
  fill.append(new Option("", ""));
  for (const [label, grounds] of groups) {
    const group = document.createElement("optgroup");
    group.label = label;
    for (const [value, text] of grounds) group.append(new Option(text, value));
    fill.append(group);
  }
  fill.addEventListener("change", () => {
    for (const select of selects) {
      const fits = [...select.options].some((option) => option.value === fill.value);
      if (select.value === "" && fits) select.value = fill.value;
    }
  });
  fill.closest("[data-fill]").hidden = false;
}
