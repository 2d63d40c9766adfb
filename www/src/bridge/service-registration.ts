/** Makes a service worker the one that controls the page, as workers that start later will need it. */

/** Milliseconds in which a service worker must have become active. */
const START = 20_000;

/** Remembers, for one tab, that the page was reloaded for this. */
const RELOADED = "pyxide:service-worker";

/** What pages are told, with what to do. */
export const failure = (title: string, help: string): Error => new Error(`(PY3008): ${title}\nhelp: ${help}`);

/** Fulfils once the service worker controls the page, which is reloaded for that, once; rejects if it cannot. */
export async function controlled(url: string): Promise<void> {
  if (!isSecureContext || !("serviceWorker" in navigator)) {
    throw failure(
      `the service worker ${url} cannot be used: the page is not secure`,
      "serve it by https://, or from localhost",
    );
  }
  if (new URL(url).origin !== location.origin) {
    throw failure(
      `the service worker ${url} is not on the page's own site`,
      "copy service-worker.js to the page's site and name that copy",
    );
  }
  const { serviceWorker } = navigator;
  if (serviceWorker.controller?.scriptURL === url) {
    sessionStorage.removeItem(RELOADED);
    return;
  }
  const registration = await registered(url);
  if (!location.href.startsWith(registration.scope)) {
    // It is of no use to this page; who has registered it otherwise may have others.
    if (!registration.active) await registration.unregister();
    throw failure(
      `the service worker ${url} cannot control this page, only those below ${registration.scope}`,
      "put the file into the page's folder or one above it",
    );
  }
  await active(registration, url);
  if (sessionStorage.getItem(RELOADED) === url) {
    sessionStorage.removeItem(RELOADED);
    throw failure(
      `the service worker ${url} does not take control of the page`,
      "another one of the site may do, or the file is none of those made for this: copy service-worker.js of this version",
    );
  }
  // Another one that is nearer to the page would control it again.
  const nearest = await serviceWorker.getRegistration();
  if (nearest && nearest.scope !== registration.scope) await nearest.unregister();
  sessionStorage.setItem(RELOADED, url);
  location.reload();
  await new Promise(() => {});
}

const workersOf = (registration: ServiceWorkerRegistration): ServiceWorker[] => {
  const { installing, waiting, active } = registration;
  return [installing, waiting, active].filter((worker) => worker !== null);
};

const workerOf = (registration: ServiceWorkerRegistration, url: string): ServiceWorker | undefined =>
  workersOf(registration).find(({ scriptURL }) => scriptURL === url);

async function registered(url: string): Promise<ServiceWorkerRegistration> {
  const { serviceWorker } = navigator;
  try {
    const existing = await serviceWorker.getRegistrations();
    return existing.find((one) => workerOf(one, url)) ?? (await serviceWorker.register(url));
  } catch (error) {
    const { name, message } = error as Error;
    throw failure(
      `the service worker ${url} could not be registered: ${name}: ${message}`,
      "copy service-worker.js to your site and name its address; the server has to send it as JavaScript",
    );
  }
}

/** Waits until it is active. */
function active(registration: ServiceWorkerRegistration, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(failure(`the service worker ${url} ${why}`, "copy service-worker.js of this version to your site"));
    const worker = workerOf(registration, url);
    const timer = setTimeout(fail, START, "does not become active");
    const look = (): void => {
      if (worker?.state === "activated") resolve();
      else if (!worker || worker.state === "redundant") fail("could not be installed");
      else return;
      clearTimeout(timer);
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}
