# Gi* by spdep, for what Tracemap's own is held against. Arguments: a file with a value a line, one with the numbers (from 1) of
# the neighbours of each place a line, and where to write z, p and the p adjusted by Benjamini and Hochberg, a line a place.
suppressPackageStartupMessages(library(spdep))
arguments <- commandArgs(trailingOnly = TRUE)
values <- scan(arguments[1], quiet = TRUE)
neighbours <- lapply(strsplit(readLines(arguments[2]), " "), as.integer)
class(neighbours) <- "nb"
attr(neighbours, "region.id") <- as.character(seq_along(neighbours))
weights <- nb2listw(include.self(neighbours), style = "B")
found <- localG(values, weights, return_internals = TRUE)
stopifnot(isTRUE(attr(found, "gstari")))
z <- as.numeric(found)
p <- attr(found, "internals")[, "Pr(z != E(G*i))"]
adjusted <- p.adjust(p, method = "BH")
writeLines(sprintf("%.17g %.17g %.17g", z, p, adjusted), arguments[3])
cat(R.version$version.string, ", spdep ", as.character(packageVersion("spdep")), "\n", sep = "")
