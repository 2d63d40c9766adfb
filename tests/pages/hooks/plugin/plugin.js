window.plugin = true
