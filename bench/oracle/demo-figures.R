# Ten figures that Tracemap tells of the demo region, worked out once more by R and its survival from the rows of the database alone:
# who recovered what and when, what tracing found, what dealers sold. Arguments: the folder of the rows (bench/demo-rows.ts wrote
# them), and where to write one figure a line: its name and value. Nothing here comes from what Tracemap made of these rows.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
input <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), na.strings = "", stringsAsFactors = FALSE)
figures <- list()
tell <- function(name, value) figures[[name]] <<- unname(value)
tell.interval <- function(name, value, interval) {
  tell(name, value)
  tell(paste0(name, ", low"), interval[1])
  tell(paste0(name, ", high"), interval[2])
}
days <- function(dates) as.numeric(as.Date(dates))
asked <- input("asked")

# One row a gun: its recovery, and what tracing found of its sale.
guns <- merge(input("recovery"), input("trace"), by = "recovery", all.x = TRUE)
guns <- merge(guns, input("dealer"), by = "dealer", all.x = TRUE)
guns$recovered <- days(guns$recovered_on)
guns$sold <- days(guns$purchased_on)
guns$time <- guns$recovered - guns$sold
traced <- guns[!is.na(guns$dealer), ]
dated <- traced[!is.na(traced$time), ]
stopifnot(dated$time >= 0, !anyDuplicated(guns$recovery))

# Time-to-crime of pistols, and of pistols and rifles.
both <- dated[dated$firearm_type %in% c("pistol", "rifle"), ]
both$event <- 1
pistols <- survfit(Surv(time, event) ~ 1, both[both$firearm_type == "pistol", ])
median.time <- quantile(pistols, 0.5)
tell.interval("median time-to-crime of pistols", median.time$quantile, c(median.time$lower, median.time$upper))
later <- summary(pistols, times = c(365, 1095))$surv
tell("pistols not recovered yet after 1 year", later[1])
tell("pistols not recovered yet after 3 years", later[2])
ranked <- survdiff(Surv(time, event) ~ firearm_type, both)
tell("log-rank of pistols and rifles, chi-square", ranked$chisq)
tell("log-rank of pistols and rifles, p", pchisq(ranked$chisq, 1, lower.tail = FALSE))

# Sales: of periods of a dealer that overlap the newest row counts.
sales <- input("sales")
sales$from <- days(sales$period_from)
sales$to <- days(sales$period_to)
sales <- sales[order(-sales$row), ]
kept <- rep(FALSE, nrow(sales))
for (row in seq_len(nrow(sales))) {
  same <- kept & sales$dealer == sales$dealer[row]
  kept[row] <- all(sales$to[row] <= sales$from[same] | sales$from[row] >= sales$to[same])
}
sales <- sales[kept, ]

# Sales at risk: the part of later recoveries that could have been seen. Right truncation is late entry in reversed time.
last <- max(dated$recovered)
age <- last - dated$sold
horizon <- min(3650, max(age))
within <- dated$time <= horizon
reversed <- survfit(Surv(-pmin(age, horizon)[within] - 0.5, -dated$time[within], rep(1, sum(within))) ~ 1, timefix = FALSE)
stopifnot(reversed$surv[-length(reversed$surv)] > 0)
seen <- stepfun(reversed$time, c(1, reversed$surv), right = TRUE)(-(0:horizon))
seen.at <- function(ages) ifelse(ages < 0, 0, ifelse(ages > horizon, 1, seen[pmax(0, pmin(ages, horizon)) + 1]))
sales$at.risk <- mapply(function(from, to, guns) guns * mean(seen.at(last - from:(to - 1))), sales$from, sales$to, sales$guns)
soldIn <- function(dealer, from, to) sum(dated$dealer == dealer & dated$sold >= from & dated$sold < to)
sales$traces <- mapply(soldIn, sales$dealer, sales$from, sales$to)
dealers <- aggregate(cbind(guns, at.risk, traces) ~ dealer, sales, sum)
dealers <- dealers[dealers$at.risk > 0, ]
one <- dealers[dealers$dealer == asked$dealer, ]

# One dealer, and all of them.
exact <- poisson.test(one$traces, one$guns / 1000)
tell.interval("traces per 1,000 sold of the dealer ranked first", exact$estimate, exact$conf.int)
overall <- sum(dealers$traces) / sum(dealers$at.risk)
limits <- qpois(c(0.001, 0.999), overall * max(dealers$at.risk))
tell("funnel, lower 99.8 % limit of the dealer with most sales at risk", limits[1])
tell("funnel, upper 99.8 % limit of the dealer with most sales at risk", limits[2])
own <- dated[dated$dealer == asked$dealer, ]
short <- binom.test(sum(own$time <= 1095), nrow(own))
tell.interval("part sold within 3 years of the dealer ranked first", short$estimate, short$conf.int)
counts <- c(table(traced$dealer), rep(0, sum(!dealers$dealer %in% traced$dealer)))
ordered <- sort(counts, decreasing = TRUE)
n <- length(ordered)
tell("Gini of traces over dealers", sum((n + 1 - 2 * seq_len(n)) * ordered) / (n * sum(ordered)))
likelihood <- function(p) -sum(dnbinom(dealers$traces, size = exp(p[1]), mu = exp(p[2]) * dealers$at.risk, log = TRUE))
fit <- optim(c(0, log(overall)), likelihood, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
fit <- nlm(likelihood, fit$par, gradtol = 1e-9, steptol = 1e-12)
shape <- exp(fit$estimate[1]) + one$traces
rate <- exp(fit$estimate[1] - fit$estimate[2]) + one$at.risk
tell.interval("its true rate as a multiple of that of all", shape / rate / overall, qgamma(c(0.025, 0.975), shape, rate) / overall)

# The intervention: guns sold within a year before their recovery, by month of recovery, before and after.
month.of <- function(dates) 12 * as.numeric(substr(dates, 1, 4)) + as.numeric(substr(dates, 6, 7)) - 1
ends <- function(month) as.numeric(seq(as.Date(sprintf("%04d-%02d-01", month %/% 12, month %% 12 + 1)), by = "month", length.out = 2)[2]) - 1
began <- month.of(asked$started_on)
there <- guns[!is.na(guns$recovered) & guns$recovery_state %in% asked$recovery_state, ]
there$month <- month.of(there$recovered_on)
there <- there[there$month >= began - 60, ]
newest <- max(there$month)
whole <- min(if (max(there$recovered) == ends(newest)) newest else newest - 1, month.of(asked$today) - 1)
for (file in split(there, there$agency)) {
  end <- max(file$month)
  if (end < whole && sum(file$month > end - 12) >= 60) whole <- min(whole, if (max(file$recovered) > ends(end) - 7) end else end - 1)
}
new <- there[there$dealer_state %in% asked$source_state & !is.na(there$time) & there$time <= 365, ]
months <- data.frame(month = min(there$month):whole)
months$count <- sapply(months$month, function(month) sum(new$month == month))
months$after <- as.numeric(months$month >= began)
sums <- tapply(months$count, months$after, sum)
spans <- table(months$after)
compared <- poisson.test(c(sums["1"], sums["0"]), c(spans["1"], spans["0"]))
tell.interval("new crime guns, after to before", compared$estimate, compared$conf.int)
months$years <- seq_len(nrow(months)) / 12
months$season <- factor(months$month %% 12)
segmented <- glm(count ~ after + years + season, quasipoisson, months, control = list(epsilon = 1e-14))

# The interval allows for months that are like the months before them, by the formula of docs/guides/statistics.md (Progress).
roots <- sqrt(fitted(segmented))
scaled <- model.matrix(segmented) * roots
inverse <- solve(crossprod(scaled))
apart <- abs(outer(seq_along(roots), seq_along(roots), "-"))
left <- diag(length(roots)) - scaled %*% inverse %*% t(scaled)
residual <- residuals(segmented, "pearson")
free <- df.residual(segmented)
lasting <- 1 - 1 / max(1, sum(residual^2) / free)
alike <- function(kept) ifelse(apart == 0, 1, lasting * kept^apart)
trace <- function(matrix) sum(diag(matrix))
lagged <- function(kept) trace(left %*% ((apart == 1) / 2) %*% left %*% alike(kept)) / trace(left %*% alike(kept))
autocorrelation <- sum(residual[-1] * residual[-length(residual)]) / sum(residual^2)
apart.from.seen <- function(kept) lagged(kept) - autocorrelation
kept <- if (apart.from.seen(0) >= 0) 0 else if (apart.from.seen(0.95) < 0) 0.95 else uniroot(apart.from.seen, c(0, 0.95), tol = 1e-14)$root
share <- left %*% alike(kept)
pull <- scaled %*% inverse[, "after"]
error <- sqrt(sum(residual^2) / trace(share) * c(t(pull) %*% alike(kept) %*% pull))
reach <- qt(0.975, trace(share)^2 / trace(share %*% share)) * error
effect <- unname(coef(segmented)["after"])
tell.interval("new crime guns, beyond trend and season", exp(effect), exp(effect + c(-reach, reach)))

writeLines(sprintf("%s\t%.17g", names(figures), unlist(figures)), arguments[2])
cat(R.version$version.string, ", survival ", as.character(packageVersion("survival")), "\n", sep = "")
