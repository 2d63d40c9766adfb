new BroadcastChannel("starts").postMessage("started");
importScripts("passes.js");
