# Figures that Tracemap tells of dealers, purchasers, time-to-crime and progress, worked out once more by R and its survival, from the inputs that
# bench/accuracy/statistics.ts wrote. Arguments: the folder of the inputs, and where to write one figure a line: its name and value.
# Nothing here is made after Tracemap's own formulas where R has a function for the purpose.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
input <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")))
figures <- list()
tell <- function(name, value) figures[[name]] <<- value

# Dealers: counts and sales.
dealers <- input("dealers")
first <- dealers[1, ]
second <- dealers[2, ]
compared <- poisson.test(c(first$count, second$count), c(first$sales, second$sales))
tell("rate ratio", unname(compared$estimate))
tell("rate ratio, exact low", compared$conf.int[1])
tell("rate ratio, exact high", compared$conf.int[2])
own <- poisson.test(first$count, first$sales / 1000)
tell("rate per 1,000 sales", unname(own$estimate))
tell("rate per 1,000 sales, low", own$conf.int[1])
tell("rate per 1,000 sales, high", own$conf.int[2])
total <- first$count + second$count
mid <- function(p) pbinom(first$count, total, p) - dbinom(first$count, total, p) / 2
odds <- function(p) p / (1 - p) * second$sales / first$sales
precise <- function(f) uniroot(f, c(1e-9, 1 - 1e-9), tol = 1e-14)$root
tell("rate ratio, mid-p low", odds(precise(function(p) mid(p) - 0.975)))
tell("rate ratio, mid-p high", odds(precise(function(p) mid(p) - 0.025)))

overall <- sum(dealers$count) / sum(dealers$sales)
expected <- overall * dealers$sales
tell("funnel, upper 95 % limit of the first", qpois(0.975, expected[1]))
tell("funnel, lower 99.8 % limit of the last", qpois(0.001, expected[nrow(dealers)]))
tell("funnel, dealers above 99.8 %", sum(ppois(dealers$count - 1, expected, lower.tail = FALSE) <= 0.001))
two.sided <- pmin(1, 2 * pmin(ppois(dealers$count, expected), ppois(dealers$count - 1, expected, lower.tail = FALSE)))
tell("funnel, dealers at q <= 0.05", sum(p.adjust(two.sided, "BH") <= 0.05))
scores <- qnorm(ppois(dealers$count, expected) - dpois(dealers$count, expected) / 2)
cut <- floor(0.1 * length(scores))
ends <- sort(scores)[c(cut + 1, length(scores) - cut)]
square <- function(z) pmin(pmax(z, qnorm(0.1)), qnorm(0.9))^2 * dnorm(z)
factor <- mean(pmin(pmax(scores, ends[1]), ends[2])^2) / integrate(square, -10, 10, rel.tol = 1e-10, subdivisions = 1000)$value
tell("funnel, overdispersion", factor)
weights <- dealers$sales / overall
between <- (length(scores) * factor - (length(scores) - 1)) / (sum(weights) - sum(weights^2) / sum(weights))
size <- overall^2 / between
tell("funnel, additive, upper 95 % limit of the first", qnbinom(0.975, size = size, mu = expected[1]))

likelihood <- function(p) -sum(dnbinom(dealers$count, size = exp(p[1]), mu = exp(p[2]) * dealers$sales, log = TRUE))
fit <- optim(c(0, log(overall)), likelihood, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
fit <- nlm(likelihood, fit$par, gradtol = 1e-9, steptol = 1e-12)
shape <- exp(fit$estimate[1])
rate <- shape / exp(fit$estimate[2])
tell("gamma-Poisson, shape", shape)
tell("gamma-Poisson, rate", rate)
tell("posterior mean of the first", (shape + first$count) / (rate + first$sales))
tell("posterior of the first, low", qgamma(0.025, shape + first$count, rate + first$sales))
tell("posterior of the first, high", qgamma(0.975, shape + first$count, rate + first$sales))
tell("chance of more than twice the overall rate", pgamma(2 * overall, shape + first$count, rate + first$sales, lower.tail = FALSE))
own.density <- function(r) dgamma(r, shape + first$count, rate + first$sales)
above <- function(r) sapply(r, function(one) sum(pgamma(one, shape + dealers$count[-1], rate + dealers$sales[-1], lower.tail = FALSE)))
reach <- qgamma(c(1e-12, 1 - 1e-12), shape + first$count, rate + first$sales)
tell("expected rank of the first", 1 + integrate(function(r) own.density(r) * above(r), reach[1], reach[2], rel.tol = 1e-9, subdivisions = 1000)$value)

# Concentration.
ordered <- sort(dealers$count, decreasing = TRUE)
n <- length(ordered)
tell("Gini", sum((n + 1 - 2 * seq_len(n)) * ordered) / (n * sum(ordered)))
tell("traces of the top 1.2 %", approx(c(0, seq_len(n)) / n, c(0, cumsum(ordered)) / sum(ordered), 0.012)$y)

# Time-to-crime.
followed <- input("followed")
curves <- survfit(Surv(time, happened) ~ group, followed)
medians <- quantile(curves, 0.5)
tell("median of the first group", medians$quantile[1, 1])
tell("median of the first group, low", medians$lower[1, 1])
tell("median of the first group, high", medians$upper[1, 1])
at.year <- summary(curves[1], times = 365)
tell("surviving a year", at.year$surv)
tell("surviving a year, low", at.year$lower)
tell("surviving a year, high", at.year$upper)
ranked <- survdiff(Surv(time, happened) ~ group, followed)
tell("log-rank chi-square", ranked$chisq)
tell("log-rank p", pchisq(ranked$chisq, length(ranked$n) - 1, lower.tail = FALSE))
# Right truncation is late entry in reversed time.
traced <- input("traced")
reversed <- survfit(Surv(-age - 0.5, -time, rep(1, nrow(traced))) ~ 1, traced, timefix = FALSE)
before <- max(which(reversed$time < -365))
tell("part of recoveries within a year of sale", reversed$surv[before])

# Progress.
months <- input("months")
months$month <- factor(months$month)
segmented <- glm(count ~ after + time + month + offset(log(exposure)), quasipoisson, months, control = list(epsilon = 1e-14))
tell("interrupted series, ratio", unname(exp(coef(segmented)["after"])))
tell("interrupted series, low", exp(confint.default(segmented)["after", 1]))
tell("interrupted series, high", exp(confint.default(segmented)["after", 2]))
tell("interrupted series, dispersion", summary(segmented)$dispersion)
tell("interrupted series, Ljung-Box p", Box.test(residuals(segmented, "pearson"), lag = 12, type = "Ljung-Box")$p.value)
shared <- glm(cbind(count, other) ~ after + offset(log(exposure / other.exposure)), quasibinomial, months, control = list(epsilon = 1e-14))
tell("compared effect, ratio", unname(exp(coef(shared)["after"])))
tell("compared effect, dispersion", summary(shared)$dispersion)
early <- glm(cbind(count, other) ~ time + offset(log(exposure / other.exposure)), quasibinomial, months[months$after == 0, ], control = list(epsilon = 1e-14))
tell("divergence a year before", unname(exp(coef(early)["time"])))

# Chance.
tell("purchasers with 2 or more by chance", sum(c(400, 300, 50) * pbinom(1, c(1, 2, 6), 120 / 1300, lower.tail = FALSE)))
halves <- function(a, b, c, d) {
  tail <- phyper(a - 1, b, d, a + c) + dhyper(a, b, d, a + c) / 2
  2 * min(tail, 1 - tail)
}
tell("submission share before and after, p", halves(60, 100, 41, 90))

writeLines(sprintf("%s\t%.17g", names(figures), unlist(figures)), arguments[2])
cat(R.version$version.string, ", survival ", as.character(packageVersion("survival")), "\n", sep = "")
