"""A school's server: whether it is well, who may do what, what is assigned to whom."""
