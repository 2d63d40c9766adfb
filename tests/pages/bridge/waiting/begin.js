/** A worker with its end of the page's, once it has begun. */
export async function begin(PageEnd, script) {
  const end = new PageEnd();
  const worker = new Worker(script, { type: "module" });
  end.attach(worker);
  const begun = new Promise((resolve) => { end.sync.begun = resolve; });
  worker.postMessage(end.greeting, end.transfer);
  await begun;
  return { end, worker };
}
