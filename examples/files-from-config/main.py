from pyscript import config, document

from statistic import mean, read_table

months = read_table("temperatures.csv")
warmest = max(months, key=lambda month: month[1])
top = warmest[1]

chart = document.getElementById("chart")
for name, value in months:
    bar = document.createElement("span")
    bar.style.height = f"{max(value, 0) / top * 10}rem"
    label = document.createElement("small")
    label.textContent = name
    month = document.createElement("div")
    month.title = f"{name}: {value} °C"
    month.append(bar, label)
    chart.append(month)

average = mean([value for _, value in months])
summary = document.getElementById("summary")
summary.textContent = f"{config['name']}: {average:.1f} °C on average, warmest in {warmest[0]} with {top} °C"
