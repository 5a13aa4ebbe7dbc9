// Search as you type, and a page that follows an import. Everything works without this file.
"use strict";

const search = document.querySelector("form[data-search]");
if (search) {
  const box = search.querySelector("input[type=search]");
  const hits = document.getElementById("hits");
  let waiting = 0;
  let running = null;
  const ask = async () => {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(search.dataset.search, {
        method: "POST",
        body: new URLSearchParams(new FormData(search)),
        signal: running.signal,
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) {
        window.location.reload();
        return;
      }
      const text = await answer.text();
      if (answer.ok) {
        hits.innerHTML = text;
      } else {
        // A problem is a whole page: only its sentence belongs among the hits.
        const page = new DOMParser().parseFromString(text, "text/html");
        const said = document.createElement("p");
        said.className = "error";
        said.textContent = page.querySelector("[role=alert]")?.textContent ?? "";
        hits.replaceChildren(said);
      }
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  box.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, 120);
  });
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(waiting);
    ask();
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
