order.append("b")
