"""Prints the polynomials of LaneMath: interpolations at Chebyshev nodes (mpmath.chebyfit), lowest power first, with the relative
error that each leaves in its function once its coefficients are rounded. Needs mpmath."""
import struct
from mpmath import *

mp.dps = 70


def fit(name, f, a, b, n, single, weight):
    round_ = (lambda c: struct.unpack('f', struct.pack('f', float(c)))[0]) if single else float
    p = [round_(c) for c in chebyfit(f, [a, b], n)]
    error = max(abs(weight(x) * (polyval([mpf(c) for c in p], x) - f(x))) for x in linspace(a, b, 401) if x != 0)
    print(f'{name}: error {nstr(error, 3)}\n    ' + ', '.join(repr(c) for c in reversed(p)))


def near(f, limit, tiny=mpf('1e-12')):
    """f, by its series where the quotient is 0/0."""
    return lambda x: f(x) if abs(x) > tiny else limit(x)


def shepherd(t, k=3):
    x = k * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


def gamma_unit(t):
    x = t + mpf(3) / 2
    d = (x - 1) * (x - 2)
    return loggamma(x) / d if abs(d) > 1e-20 else (euler if x < 1.5 else 1 - euler)


half_ln2, quarter_pi, root = log(2) / 2 * mpf('1.002'), pi / 4 * mpf('1.01'), sqrt(mpf(2))
artanh_end = ((root - 1) / (root + 1)) ** 2
exp_q = near(lambda r: (exp(r) - 1 - r) / r**2, lambda r: mpf(1) / 2 + r / 6)
exp2_q = near(lambda r: (2**r - 1) / r, lambda r: log(2))
log_q = near(lambda f: (log(1 + f) - f + f * f / 2) / f**3, lambda f: mpf(1) / 3 - f / 4)
artanh_q = near(lambda z: 2 * (atanh(sqrt(z)) / sqrt(z) - 1) / z, lambda z: mpf(2) / 3 + z * 2 / 5)
sin_q = near(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, lambda z: z / 120 - mpf(1) / 6)
cos_q = near(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, lambda z: mpf(1) / 24 - z / 720)
erf_q = near(lambda z: erf(sqrt(z)) / sqrt(z) - 1, lambda z: 2 / sqrt(pi) * (1 - z / 3) - 1)

for single, (e, e2, s, c, r) in ((True, (5, 7, 3, 3, 7)), (False, (10, 11, 6, 6, 13))):
    kind = 'float' if single else 'double'
    fit(f'{kind} exp', exp_q, -half_ln2, half_ln2, e, single, lambda r: r * r / exp(r))
    fit(f'{kind} exp2', exp2_q, -mpf(1) / 2, mpf(1) / 2, e2, single, lambda r: r / 2**r)
    fit(f'{kind} sin', sin_q, mpf(0), quarter_pi**2, s, single, lambda z: z * sqrt(z) / sin(sqrt(z)))
    fit(f'{kind} cos', cos_q, mpf(0), quarter_pi**2, c, single, lambda z: z * z / cos(sqrt(z)))
    fit(f'{kind} erf near 0', erf_q, mpf(0), mpf('0.92')**2 if single else mpf(1), r, single, lambda z: sqrt(z) / erf(sqrt(z)))
fit('float log', log_q, 1 / root - 1, root - 1, 9, True, lambda f: f**3 / log(1 + f))
fit('double log', artanh_q, mpf(0), artanh_end, 7, False, lambda z: z * sqrt(z) / (2 * atanh(sqrt(z))))
fit('float ln erfc', lambda a: log(erfc(a)), mpf('0.91'), mpf(4), 9, True, lambda a: erfc(a) / erf(a))
fit('double erfc', shepherd, (mpf('0.9') - 3) / mpf('3.9'), mpf(25) / 31, 24, False, lambda t: 1 / shepherd(t))
fit('double ln gamma', gamma_unit, -mpf(1) / 2, mpf(1) / 2, 22, False, lambda t: 1 / gamma_unit(t))
tanh_q = near(lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z, lambda z: 2 * z / 15 - mpf(1) / 3)
fit('float tanh near 0', tanh_q, mpf(0), mpf('0.56')**2, 5, True, lambda z: z * sqrt(z) / tanh(sqrt(z)))

# Powers of floats need of doubles only some 38 bits: log2 without a division, and a shorter 2**r.
log2_q = near(lambda f: log(1 + f, 2) / f, lambda f: (1 - f / 2) / log(2))
fit('float pow, log2', log2_q, 1 / root - 1, root - 1, 15, False, lambda f: f / log(1 + f, 2))
fit('float pow, exp2', exp2_q, -mpf(1) / 2, mpf(1) / 2, 8, False, lambda r: r / 2**r)
