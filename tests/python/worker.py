before = list(globals())
from polyscript import currentScript
from suite import Suite

for suite in [Suite(name) for name in currentScript.dataset.suites.split()]:
    await suite.run()
