from pyscript import config, document

from statistic import mean, read_table

months = read_table("temperatures.csv")
warmest = max(months, key=lambda month: month[1])
top = warmest[1]

chart = document.getElementById("chart")
for name, value in months:
    bar = document.createElement("span")
    bar.textContent = name
    bar.title = f"{name}: {value} °C"
    bar.style.height = f"{max(value, 0) / top * 100:.0f}%"
    chart.append(bar)

average = mean([value for _, value in months])
summary = document.getElementById("summary")
summary.textContent = f"{config['name']}: {average:.1f} °C on average, warmest in {warmest[0]} with {top} °C"
