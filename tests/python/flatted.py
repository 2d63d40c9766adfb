from pyscript.flatted import parse, stringify

# The text
for value, text in (
    ({"a": 1}, '[{"a": 1}]'),
    ({"b": "x"}, '[{"b": "1"}, "x"]'),
    (["a", "a", "b"], '[["1", "1", "2"], "a", "b"]'),
    (5, "[5]"),
    (None, "[null]"),
    (True, "[true]"),
    ("s", '["s"]'),
    ((1, "a"), '[[1, "1"], "a"]'),
    ([], "[[]]"),
    ({}, "[{}]"),
    ([[1], {"k": None}], '[["1", "2"], [1], {"k": null}]'),
    ({1: 2}, '[{"1": 2}]'),
    ([1.5, False], "[[1.5, false]]"),
):
    check(f"stringify {value!r}", stringify(value), text)
loop = {}
loop["self"] = loop
check("a loop", stringify(loop), '[{"self": "0"}]')

# And back
for value in ({"a": 1, "b": ["x", {"c": None}]}, [[], {}, ""], "s", 5, None, True, 1.5, ["1", "0"], "é\"\\", {"": ""}):
    check(f"round {value!r}", parse(stringify(value)), value)
back = parse(stringify(loop))
check("the loop", back["self"] is back)
circle = [1]
circle.append({"up": circle})
back = parse(stringify(circle))
check("the circle", back[1]["up"] is back)
part = ["part"]
back = parse(stringify([part, part]))
check("shared", back[0] is back[1])
check("big", parse(stringify([2**70])), [2**70])
check("of the JavaScript library", parse('[{"b":"1","a":"2"},[1,"0"],"x"]')["a"], "x")
raises("not JSON", ValueError, "", parse, "{")

report()
