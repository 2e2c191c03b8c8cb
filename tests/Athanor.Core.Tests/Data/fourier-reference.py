"""Writes fourier-reference.csv.gz: transforms of small signals as NumPy computes them.

A line is: function; arguments; input shape; input; output shape; output. Complex numbers are pairs. Run it where NumPy is installed.
"""
import gzip
import numpy as np

rng = np.random.default_rng(20)
lines = []


def flat(x):
    if np.iscomplexobj(x):
        x = np.stack([x.real, x.imag], -1)
    return " ".join(map(str, x.shape)) + ";" + " ".join(repr(float(v)) for v in x.ravel())


def add(name, arguments, x, y):
    lines.append(f"{name};{arguments};{flat(x)};{flat(y)}")


def cplx(*shape):
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 19, 20, 23, 30, 31, 32, 37, 49, 60, 64, 97, 128, 143, 169, 210, 289]:
    for norm in ["backward", "ortho", "forward"]:
        if n > 17 and norm != "backward":
            continue
        x = cplx(n)
        add("fft", norm, x, np.fft.fft(x, norm=norm))
        if n > 64:
            continue
        add("ifft", norm, x, np.fft.ifft(x, norm=norm))
        r = rng.standard_normal(n)
        add("rfft", norm, r, np.fft.rfft(r, norm=norm))
        h = cplx(n // 2 + 1)
        add("irfft", f"{norm} {n}", h, np.fft.irfft(h, n, norm=norm))
        add("hfft", f"{norm} {n}", h, np.fft.hfft(h, n, norm=norm))
        add("ihfft", norm, r, np.fft.ihfft(r, norm=norm))
for n in [3, 9]:
    x = cplx(2, 5, 3)
    add("fftdim", f"{n}", x, np.fft.fft(x, n, axis=1))
x = cplx(3, 4, 5)
add("fft2", "ortho", x, np.fft.fft2(x, norm="ortho"))
add("ifft2", "backward", x, np.fft.ifft2(x))
add("fftn", "backward", x, np.fft.fftn(x))
add("ifftn", "forward", x, np.fft.ifftn(x, norm="forward"))
r = rng.standard_normal((2, 4, 7))
add("rfftn", "backward", r, np.fft.rfftn(r))
h = cplx(2, 4, 4)
add("irfftn", "backward 2 4 7", h, np.fft.irfftn(h, (2, 4, 7)))
add("shift", "", x, np.fft.fftshift(x))
add("unshift", "", x, np.fft.ifftshift(x))
for n in [1, 4, 5]:
    add("freq", f"{n}", np.zeros(1), np.fft.fftfreq(n, 0.5))
    add("rfreq", f"{n}", np.zeros(1), np.fft.rfftfreq(n, 0.5))
for n in [1, 5, 8]:
    add("hann", f"{n}", np.zeros(1), np.hanning(n))
    add("hamming", f"{n}", np.zeros(1), np.hamming(n))
    add("blackman", f"{n}", np.zeros(1), np.blackman(n))
    add("bartlett", f"{n}", np.zeros(1), np.bartlett(n))
    add("kaiser", f"{n}", np.zeros(1), np.kaiser(n, 12))

with gzip.GzipFile("fourier-reference.csv.gz", "wb", mtime=0) as file:
    file.write("\n".join(lines).encode())
