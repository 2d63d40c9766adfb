import base64
import json

from pyscript import HTML, display, document


def having(**methods):
    class Value:
        pass

    value = Value()
    for name, result in methods.items():
        setattr(value, name, lambda result=result: result)
    return value


def one(value):
    box = element()
    display(value, target=box.id)
    return box.children[0].innerHTML


# Elements
box = element()
display("x", target=box)
check("an element as target", box.innerHTML, "<div>x</div>")
display("y", target=document.body)
check("an element without id", document.body.lastChild.innerHTML, "y")
document.body.lastChild.remove()
box = element()
node = document.createElement("em")
node.textContent = "node"
display(node, target=box)
check("an element as value", box.innerHTML, "<div><em>node</em></div>")
display(node, target=box, append=False)
check("an element as value, replacing", box.innerHTML, "<em>node</em>")
display(document.createTextNode("<text>"), target=box, append=False)
check("a text node", box.innerHTML, "&lt;text&gt;")


class Wrapper:
    def __init__(self, node):
        self._dom_element = node


display(Wrapper(node), target=Wrapper(box), append=False)
check("wrapped elements", box.innerHTML, "<em>node</em>")
raises("not an element", ValueError, "id='5'", display, "x", target=5)

# JavaScript
document.ran = 0
script = one(having(_repr_javascript_="document.ran = '</scr' + 'ipt>'"))
check("javascript is in the page", script, "<script>document.ran = '</scr' + 'ipt>'</script>")
check("javascript runs", document.ran, "</script>")

# JSON
check("json of a dict", json.loads(one(having(_repr_json_={"a": [1, None]}))), {"a": [1, None]})
check("markup in json", one(having(_repr_json_='["<b>x</b>"]')), '["&lt;b&gt;x&lt;/b&gt;"]')

# Images
pixel = b"\x89PNG\r\n\x1a\n"
coded = base64.b64encode(pixel).decode()
image = f'<img src="data:image/png;base64,{coded}">'
check("bytearray", one(having(_repr_png_=bytearray(pixel))), image)
check("memoryview", one(having(_repr_png_=memoryview(pixel))), image)
check("a long image", len(one(having(_repr_png_=bytes(3000)))), len(image) - len(coded) + 4000)
hostile = {"alt": '"><b>&', "a b": "1"}
escaped = one(having(_repr_png_=(pixel, hostile)))
check("metadata is escaped", 'alt="&quot;&gt;&lt;b&gt;&amp;"' in escaped or escaped)
box = element()
display(having(_repr_png_=(pixel, hostile)), target=box)
check("one image", box.querySelectorAll("b").length, 0)
check("attribute", box.querySelector("img").alt, '"><b>&')
shared = {"image/png": {"width": "7"}}
display(having(_repr_mimebundle_=({"image/png": (pixel, {"alt": "a"})}, shared)), target=box)
check("metadata is not changed", shared, {"image/png": {"width": "7"}})

# Errors
raises("html that is no text", TypeError, "str", display, having(_repr_html_=5), target=box)
raises("HTML of no text", TypeError, "str", display, HTML(b"<b>"), target=box)
check("nothing half shown", box.children.length, 2)

report()
