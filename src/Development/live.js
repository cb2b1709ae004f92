
"use strict";
(() => {
  const list = document.getElementById("traces");
  const button = document.getElementById("pause");
  const state = document.getElementById("state");
  let version = list.dataset.version;
  let paused = false;

  const say = text => {
    if (state.textContent !== text) state.textContent = text;
  };

  const label = () => {
    button.textContent = paused ? "Go on" : "Pause";
    say(paused ? "paused" : "live");
  };

  // What the reader has opened, closed or stepped to stays so.
  const keep = (before, after) => {
    for (const details of after.querySelectorAll("details")) {
      const same = before.querySelector("#" + details.id);
      if (same) details.open = same.open;
    }
  };

  const apply = html => {
    // A document of its own: nothing in it runs or loads.
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("traces");
    const order = fresh.dataset.order === "" ? [] : fresh.dataset.order.split(" ");
    const focused = list.contains(document.activeElement) && document.activeElement.closest("details");
    const known = new Map();
    for (const article of [...list.querySelectorAll("article")]) {
      const id = article.firstElementChild.id.slice(2);
      if (order.includes(id)) known.set(id, article);
      else article.remove();
    }

    order.forEach((id, place) => {
      const before = known.get(id);
      const after = fresh.querySelector("#t-" + id)?.parentElement;
      if (before && after) {
        keep(before, after);
        before.replaceWith(after);
      }

      const article = after ?? before;
      if (article && list.children[place] !== article) list.insertBefore(article, list.children[place] ?? null);
    });

    version = fresh.dataset.version;
    if (focused && !focused.isConnected)
      document.getElementById(focused.id)?.querySelector("summary").focus({ preventScroll: true });
  };

  const poll = async () => {
    if (!paused && !document.hidden) {
      try {
        const answer = await fetch("?after=" + encodeURIComponent(version), { cache: "no-store", headers: { Accept: "text/html" } });
        if (paused) {
          // What came late is asked for again.
        } else if (answer.status === 200) {
          apply(await answer.text());
          say("live");
        } else {
          say(answer.status === 204 ? "live" : "The application answered " + answer.status + ".");
        }
      } catch {
        say("The application does not answer.");
      }
    }

    setTimeout(poll, 1000);
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    paused = !paused;
    label();
  });
  label();
  setTimeout(poll, 1000);
})();
