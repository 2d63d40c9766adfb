/** A function that checks one row: what `run` gives or throws, against what is expected. */
export function table() {
  const show = (value) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value === "bigint") return `${value}n`;
    if (Object.is(value, -0)) return "-0";
    if (typeof value === "object" && value !== null) {
      if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
      return `{${Object.keys(value).map((key) => `${key}: ${show(value[key])}`).join(", ")}}`;
    }
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  };
  const judge = (name, given, expected) => {
    const right = typeof expected === "function" ? expected(given) : show(given) === show(expected) || (given instanceof Error && show(given) === expected);
    if (right === true) return;
    check.failed += 1;
    console.error(`${name}: ${show(given)} instead of ${typeof expected === "function" ? expected : show(expected)}${given instanceof Error ? `\n${given.stack}` : ""}`);
  };
  const check = (name, run, expected) => {
    let given;
    try {
      given = run();
    } catch (error) {
      given = error;
    }
    if (given instanceof Promise) return given.then((value) => judge(name, value, expected), (error) => judge(name, error, expected));
    return judge(name, given, expected);
  };
  check.failed = 0;
  return check;
}
