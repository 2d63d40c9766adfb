from pyscript import document, ffi, window

count = 0
stage = document.querySelector("#stage")


def made(event):
    global count
    count += 1
    # Objects of the page, of which nothing is kept.
    item = document.createElement("i")
    item.className = event.type
    if event.detail.index % 10 == 0:
        stage.replaceChildren(item)
        # A function that is used once.
        window.setTimeout(ffi.create_proxy(lambda: None), 0)


stage.addEventListener("made", ffi.create_proxy(made))


def heard():
    return count


__export__ = ["heard"]
