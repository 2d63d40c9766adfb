/** The values that flow through the harness: options → cases → runs → facts → failures. */

export type Browser = "chromium" | "firefox";
export type RunType = "py" | "mpy" | "both";
export type Core = "pyxide" | "reference";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Match =
  | string
  | { starts?: string; contains?: string | string[]; lacks?: string | string[]; matches?: string };

export type Condition =
  | { event: string; count?: number; target?: string }
  | { text: string; in?: string }
  | { selector: string }
  | { console: Match }
  | { banner: Match }
  | { error: Match }
  | { js: string }
  | { all: Condition[] };

export type Step =
  | { wait: Condition }
  | { click: string }
  | { type: string; into?: string }
  | { press: string }
  | { select: string; in: string }
  | { evaluate: string }
  | { quota: number }
  | { stopServiceWorkers: boolean }
  | { release: string }
  | { requested: string };

export interface Route {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body?: string;
  file?: string;
  hold?: string;
  delay?: number;
  drop?: boolean;
}

export interface ElementExpectation {
  text?: Match;
  html?: Match;
  count?: number;
  attributes?: Record<string, Match | null>;
}

export type DomExpectation = Match | Match[] | ElementExpectation | null;
export type ListExpectation<T> = T[] | { unordered: T[] } | { includes: T[] };
export type ConsoleExpectation = string | { level?: string; text: Match };
export type EventExpectation = string | Partial<Omit<EventFact, "kind">>;

export interface Expectations {
  dom?: Record<string, DomExpectation>;
  console?: ListExpectation<ConsoleExpectation>;
  events?: ListExpectation<EventExpectation>;
  progress?: ListExpectation<Match>;
  banners?: ListExpectation<Match>;
  errors?: ListExpectation<Match>;
  requests?: Record<string, number | { min?: number; max?: number }>;
  values?: Record<string, Json>;
}

export type FactName = "dom" | "console" | "events" | "banners" | "errors" | "progress";

/** `case.json` as written. */
export interface CaseFile {
  about: string;
  types?: RunType[];
  browsers?: Browser[];
  root?: string;
  page?: string;
  open?: "http" | "file";
  isolated?: boolean;
  cdn?: boolean;
  routes?: Record<string, Route>;
  steps?: Step[];
  done?: Condition;
  timeout?: number;
  long?: number;
  expect: Expectations;
  expectFor?: Record<string, Expectations>;
  screenshot?: string;
  axe?: string;
  viewport?: { width: number; height: number };
  differs?: Partial<Record<FactName, string | Partial<Record<RunType, string>>>>;
  referenceDone?: Condition;
  referenceSteps?: Step[];
  differential?: string;
}

/** A case found on disk. */
export interface Case {
  name: string;
  folder: string;
  root: string;
  types: RunType[];
  browsers: Browser[];
  file: CaseFile;
}

/** One page to open: a case, its type, its browser. */
export interface Run {
  case: Case;
  type: RunType;
  browser: Browser;
  label: string;
}

export interface ConsoleFact {
  kind: "console";
  level: string;
  text: string;
}
export interface EventFact {
  kind: "event";
  type: string;
  target: string;
  bubbles: boolean;
  cancelable: boolean;
  composed: boolean;
  class: string;
  detail: Json;
}
export interface ErrorFact {
  kind: "error";
  text: string;
}
export type PageRecord = ConsoleFact | EventFact | ErrorFact;

export interface ElementFact {
  text: string;
  html: string;
  attributes: Record<string, string>;
}

/** Everything one page did. Plain data: it can be printed, compared and stored. */
export interface Facts {
  records: PageRecord[];
  lines: string[];
  banners: string[];
  elements: Record<string, ElementFact[]>;
  values: Record<string, Json>;
  requests: Record<string, number>;
  outside: string[];
  /** What axe finds wrong for those who do not see or use a mouse. */
  inaccessible: string[];
  /** Why the run did not reach its end, if it did not. */
  unfinished: string | null;
}

/** What is compared with the reference. */
export type ComparedFacts = Pick<Facts, "records" | "lines" | "banners">;

export interface Outcome {
  run: Run;
  status: "passed" | "failed" | "skipped";
  milliseconds: number;
  failures: string[];
  facts?: Facts;
  referenceFacts?: ComparedFacts;
  /** Whether the comparison needed a run on the reference. */
  live?: boolean;
}

/** What the recorder leaves in the page for the harness. */
export interface Recorder {
  records: PageRecord[];
  until(condition: Condition): Promise<void>;
  find(selector: string): Element[];
  settle(): Promise<void>;
  elements(selectors: string[]): Record<string, ElementFact[]>;
  lines(): string[];
  banners(): string[];
}

declare global {
  var pageRecorder: Recorder;
}
