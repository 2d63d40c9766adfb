from pyscript.flatted import parse, stringify

# By identity, not equality
back = parse(stringify([[1], [True], [1.0]]))
check("kinds", [type(item[0]) for item in back], [int, bool, float])
back = parse(stringify([{"a": 0}, {"a": False}]))
check("in dicts", [back[0]["a"] is False, back[1]["a"] is False], [False, True])
check("equal, not the same", parse(stringify([[1], [1]]))[0] is not parse(stringify([[1], [1]]))[1])
twins = [[], []]
for twin in twins:
    twin.append(twin)
back = parse(stringify(twins))
check("twin loops", [back[0][0] is back[0], back[1][0] is back[1], back[0] is back[1]], [True, True, False])
deep = []
for _ in range(5000):
    deep = [deep]
back, levels = parse(stringify(deep)), 0
while back:
    back, levels = back[0], levels + 1
check("deep", levels, 5000)
many = parse(stringify([[n] for n in range(20000)]))
check("many", [len(many), many[19999]], [20000, [19999]])

# What JSON does not have
for value in ({1, 2}, b"bytes", object(), [b"x"], {"k": {1}}):
    raises(f"{type(value).__name__}", TypeError, "is not JSON serializable", stringify, value)
raises("tuple key", TypeError, "keys must be str, int, float, bool or None", stringify, {(1,): 2})
for text in ("[]", "{}", "5", '[["7"], 1]', '[["x"], 1]', '[["-1"], 1]'):
    raises(f"parse {text}", ValueError, "not Flatted JSON", parse, text)
if MICROPYTHON:
    for value in (float("nan"), [float("inf")], {"k": -float("inf")}):
        raises(f"{value}", ValueError, "cannot be written as JSON", stringify, value)
else:
    check("inf", parse(stringify([float("inf")])), [float("inf")])
    check("minus inf", parse(stringify({"k": -float("inf")})), {"k": -float("inf")})
    check("nan", str(parse(stringify(float("nan")))), "nan")
    check("sort_keys", stringify({"b": 1, "a": 2}, sort_keys=True), '[{"a": 2, "b": 1}]')
    check("keywords", stringify(["é"], ensure_ascii=False, separators=(",", ":")), '[["1"],"é"]')
    check("object_hook", parse('[{"a":1}]', object_hook=lambda d: [d["a"]]), [1])

report()
