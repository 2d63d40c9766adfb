// Finds and starts the browsers of the machine. Nothing is ever downloaded.

import { access, constants } from "node:fs/promises";
import puppeteer from "puppeteer-core";

/** @import { Browser as Handle } from "puppeteer-core" */
/** @import { Browser } from "./types.d.ts" */

const places = {
  chromium: {
    variable: "CHROMIUM",
    usual: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"],
    install: "apt-get install chromium",
  },
  firefox: {
    variable: "FIREFOX",
    usual: ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/snap/bin/firefox"],
    install: "apt-get install firefox-esr",
  },
};

/** A browser that is not there: the message says what to install. */
export class MissingBrowser extends Error {}

/**
 * @param {Browser} browser
 * @returns {Promise<string>} path of the program
 */
export async function findBrowser(browser) {
  const { variable, usual, install } = places[browser];
  const given = process.env[variable];
  for (const path of given ? [given] : usual) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new MissingBrowser(
    given
      ? `${variable}=${given} is not a program that can be run`
      : `${browser} was not found (looked for ${usual.join(", ")}); install it (Debian: ${install}) or set ${variable} to its path`,
  );
}

/**
 * @param {Browser} browser
 * @param {number} [protocolTimeout] milliseconds that one command to it may take
 * @returns {Promise<Handle>}
 */
export async function launch(browser, protocolTimeout = 180_000) {
  const executablePath = await findBrowser(browser);
  if (browser === "firefox") {
    return puppeteer.launch({
      protocolTimeout,
      browser: "firefox",
      executablePath,
      headless: true,
      // A proxy that does not exist: what is not local cannot be reached.
      extraPrefsFirefox: {
        "network.proxy.type": 1,
        "network.proxy.socks": "127.0.0.1",
        "network.proxy.socks_port": 9,
        "network.proxy.socks_remote_dns": true,
        "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
      },
    });
  }
  return puppeteer.launch({
    protocolTimeout,
    browser: "chrome",
    executablePath,
    headless: true,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A camera and a microphone that are not there, and a user who allows their use.
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      // No name but the server's resolves.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    ],
  });
}
