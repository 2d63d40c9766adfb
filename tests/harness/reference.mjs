// What runs of the reference need: its CDN addresses answered on this machine.

/** @import { CDPSession, Page } from "puppeteer-core" */

/**
 * Sends the interpreters' CDN addresses to the local packages. A redirect, so that the files stay cacheable.
 *
 * @param {Page} page of Chromium
 * @param {string} origin
 * @param {(url: string) => void} unknown called for a CDN address that has no local answer
 */
export async function answerCdn(page, origin, unknown) {
  const session = await page.createCDPSession();
  await answerCdnOf(session, origin, unknown);
  // What a worker requests is no request of its page.
  page.on("workercreated", (worker) => {
    // A worker that has gone needs no answers.
    answerCdnOf(worker.client, origin, unknown).catch(() => {});
  });
}

/**
 * @param {CDPSession} session
 * @param {string} origin
 * @param {(url: string) => void} unknown
 */
async function answerCdnOf(session, origin, unknown) {
  session.on("Fetch.requestPaused", async ({ requestId, request }) => {
    const local = localAddress(request.url);
    const answer = local
      ? session.send("Fetch.fulfillRequest", {
          requestId,
          responseCode: 302,
          responseHeaders: Object.entries({
            Location: origin + local,
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
          }).map(([name, value]) => ({ name, value })),
        })
      : session.send("Fetch.failRequest", { requestId, errorReason: "NameNotResolved" });
    if (!local) unknown(request.url);
    // The page may be gone by now; then nobody waits for the answer.
    await answer.catch(() => {});
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "https://cdn.jsdelivr.net/*" }] });
}

/**
 * @param {string} url
 * @returns {string | undefined}
 */
function localAddress(url) {
  const pyodide = /^https:\/\/cdn\.jsdelivr\.net\/pyodide\/v[^/]+\/full\/([\w.-]+)$/.exec(url);
  // The npm package lacks the installer; the bundle has it, and a list of packages that says so.
  if (pyodide?.[1] && /\.whl$|-lock\.json$/.test(pyodide[1])) return `/dist/pyodide/${pyodide[1]}`;
  if (pyodide) return `/engines/pyodide/${pyodide[1]}`;
  const micropython =
    /^https:\/\/cdn\.jsdelivr\.net\/npm\/@micropython\/micropython-webassembly-pyscript@[^/]+\/([\w.-]+)$/.exec(url);
  return micropython ? `/engines/micropython/${micropython[1]}` : undefined;
}
