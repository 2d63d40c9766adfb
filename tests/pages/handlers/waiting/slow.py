from pyscript import document

print("slow")


def press(event):
    target = event.currentTarget
    print("pressed", target.id if target else None, event.target.localName)
    event.preventDefault()
