"""Writes lane-reference.csv.gz: function, bits of the argument, bits of the correctly rounded result (both doubles), from mpmath."""
import gzip
import random
import struct
from mpmath import *

mp.dps = 60
random.seed(7)


def bits(x):
    return '%016x' % struct.unpack('<Q', struct.pack('<d', float(x)))[0]


def between(a, b, n=40):
    return [random.uniform(a, b) for _ in range(n)]


def spread(a, b, n=40, both=True):
    """Random magnitudes between powers of ten."""
    return [random.choice((1, -1) if both else (1,)) * 10 ** random.uniform(a, b) for _ in range(n)]


def whole(f):
    return lambda x: f(mpf(x))


def near(p, n=8):
    return [p + s * 10.0 ** -random.uniform(1, 12) for s in (1, -1) for _ in range(n)]


any_size = spread(-12, 2.8)
positive = spread(-300, 300, both=False) + near(1) + between(0.5, 2) + [5e-324, 1e-310, 1e-320]
unit = between(-1, 1) + spread(-10, -0.1)
functions = {
    'Exp': (exp, any_size + between(-745, 709, 60)),
    'Exp2': (lambda x: mpf(2)**x, any_size + between(-1074, 1023, 60)),
    'Expm1': (expm1, any_size + between(-2, 2) + between(-50, 709)),
    'Log': (log, positive),
    'Log2': (lambda x: log(x, 2), positive + [2.0**k for k in (-1074, -1000, -3, 0, 1, 7, 900)]),
    'Log10': (log10, positive + [10.0**k for k in range(0, 22)]),
    'Log1p': (log1p, spread(-300, 300, both=False) + unit),
    'Sin': (sin, any_size + spread(3, 300) + [k * 1.5707963267948966 for k in range(1, 40)]),
    'Cos': (cos, any_size + spread(3, 300) + [k * 1.5707963267948966 for k in range(1, 40)]),
    'Tan': (tan, any_size + between(-2, 2)),
    'Tanh': (tanh, any_size + between(-2, 2) + between(-20, 20)),
    'Erf': (erf, any_size + between(-1.2, 1.2) + between(-6, 6)),
    'Erfc': (erfc, spread(-12, 0.5) + between(-6, 6) + between(0, 26)),
    'ErfInv': (erfinv, unit + [s * (1 - 10.0**-k) for k in range(1, 16) for s in (1, -1)]),
    'LogGamma': (lambda x: log(abs(gamma(x))), spread(-20, 2, both=False) + spread(2, 12, both=False) + near(1) + near(2)
                 + between(1, 3) + between(-1.9, 0) + between(-30.9, -3.1)),
    'Polygamma0': (digamma, spread(-6, 12, both=False) + between(1.6, 12) + between(0, 1.3) + between(-20, 0)),
    'Polygamma1': (lambda x: polygamma(1, x), spread(-6, 12, both=False) + between(0, 20) + between(-20, 0)),
    'Polygamma2': (lambda x: polygamma(2, x), spread(-6, 12, both=False) + between(0, 20) + between(-5, 0)),
    'Polygamma5': (lambda x: polygamma(5, x), spread(-6, 12, both=False) + between(0, 20) + between(-5, 0)),
}
with open('lane-reference.csv.gz', 'wb') as raw, gzip.GzipFile('', 'wb', 9, raw, mtime=0) as file:
    for name, (function, arguments) in functions.items():
        for x in arguments:
            file.write(f'{name},{bits(x)},{bits(function(mpf(x)))}\n'.encode())
