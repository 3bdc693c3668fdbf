"""The compositor's kernels: integer arithmetic on premultiplied RGBA, a tile at a time.

A row of a picture is stretched to the screen once, whatever number of screen rows shows it, and kept; a screen row is
then lerped from two kept rows and laid under what is there, four colours in one 64-bit word, contiguous and vectorised.
Measured: about a third of the time of gathering four texels for each pixel, for coarse pictures less.
Draws come as a table, a row each: picture, u, du, v, dv, opacity 0-256, glow, wrap, subject (compositor.Draw).
"""

import numpy as np
from numpy.typing import NDArray

from render.animatic.kernel import kernel

CELL = 16
"""Texels on a side of a cell of the coarse map."""
TILE_W, TILE_H = 80, 32

_u64 = np.uint64
_LANES = np.uint64(0x00FF00FF00FF00FF)
_TOPS = np.uint64(0x8000800080008000)
_LOWS = np.uint64(0x7FFF7FFF7FFF7FFF)


@kernel
def map_cells(texels: NDArray[np.uint8], cells: NDArray[np.uint16]) -> None:
    """Fill the coarse map of a picture (h, w, 4): 256 where a cell has any colour, plus its lowest alpha."""
    height, width, _ = texels.shape
    for row in range(cells.shape[0]):
        for column in range(cells.shape[1]):
            most, least = np.uint8(0), np.uint8(255)
            for y in range(row * CELL, min((row + 1) * CELL, height)):
                # Any colour or alpha at all counts as not empty: glowing pictures need no alpha.
                for x in range(column * CELL, min((column + 1) * CELL, width)):
                    most |= texels[y, x, 0] | texels[y, x, 1] | texels[y, x, 2] | texels[y, x, 3]
                    least = min(least, texels[y, x, 3])
            cells[row, column] = np.uint16(least) + (np.uint16(256) if most else np.uint16(0))


@kernel
def _widen(texels: NDArray[np.uint8], out: NDArray[np.uint16]) -> None:
    for i in range(out.shape[0]):
        out[i] = np.uint16(texels[i])


@kernel
def _widen_row(
    texels: NDArray[np.uint8],
    row: int,
    width: int,
    first: int,
    count: int,
    wrap: int,
    out: NDArray[np.uint16],
    words: NDArray[np.uint64],
) -> None:
    """Copy columns first .. first + count of the picture's row that starts at `row` to out, a texel a word."""
    done = 0
    while done < count:
        column = first + done
        turned = False
        run = 1
        if 0 <= column < width:
            run = min(count - done, width - column)
        elif wrap == 1:
            column = column % width
            run = min(count - done, width - column)
        elif wrap == 2:
            column = column % (2 * width)
            turned = column >= width
            # A turned run goes down from its first column; it is copied upwards and reversed below.
            run = min(count - done, 2 * width - column if turned else width - column)
            column = 2 * width - column - run if turned else column
        elif wrap == 3:
            run = min(count - done, -column) if column < 0 else count - done
            words[done : done + run] = 0
            done += run
            continue
        else:
            run = min(count - done, -column) if column < 0 else count - done
            column = 0 if column < 0 else width - 1
        length = run if wrap != 0 or 0 <= first + done < width else 1
        _widen(texels[row + column * 4 : row + (column + length) * 4], out[done * 4 : (done + length) * 4])
        words[done + length : done + run] = words[done]
        if turned:
            words[done : done + run] = words[done : done + run][::-1].copy()
        done += run


@kernel
def _stretch(
    words: NDArray[np.uint64],
    first: int,
    columns: NDArray[np.int64],
    shares: NDArray[np.uint64],
    out: NDArray[np.uint64],
) -> None:
    """Lerp widened texels, of which the first is column `first`; `columns` are left ones, `shares` (0-255) of right."""
    for x in range(out.shape[0]):
        # Unsigned, so that no index is taken for one that counts from the end.
        i = _u64(columns[x] - first)
        left = words[i]
        # Lanes borrow from each other here and give back in the sum, which is exact modulo 2**64.
        out[x] = (((left << _u64(8)) + (words[i + _u64(1)] - left) * shares[x]) >> _u64(8)) & _LANES


@kernel
def _over(
    upper: NDArray[np.uint64],
    lower: NDArray[np.uint64],
    share: np.uint64,
    sums: NDArray[np.uint64],
    free: NDArray[np.uint64],
) -> None:
    """Lay a run under what is there: sums in 15-bit lanes, free = what is still seen through, 0-128."""
    for x in range(sums.shape[0]):
        p = (((upper[x] << _u64(8)) + (lower[x] - upper[x]) * share) >> _u64(8)) & _LANES
        sums[x] += p * free[x]
        a = p >> _u64(48)
        free[x] = (free[x] * (_u64(256) - a - (a >> _u64(7)))) >> _u64(8)


@kernel
def _over_faintly(
    upper: NDArray[np.uint64],
    lower: NDArray[np.uint64],
    share: np.uint64,
    opacity: np.uint64,
    sums: NDArray[np.uint64],
    free: NDArray[np.uint64],
) -> None:
    """Lay a run of less than full opacity (0-256)."""
    for x in range(sums.shape[0]):
        p = (((upper[x] << _u64(8)) + (lower[x] - upper[x]) * share) >> _u64(8)) & _LANES
        p = ((p * opacity) >> _u64(8)) & _LANES
        sums[x] += p * free[x]
        a = p >> _u64(48)
        free[x] = (free[x] * (_u64(256) - a - (a >> _u64(7)))) >> _u64(8)


@kernel
def _add(
    upper: NDArray[np.uint64],
    lower: NDArray[np.uint64],
    share: np.uint64,
    opacity: np.uint64,
    sums: NDArray[np.uint64],
    free: NDArray[np.uint64],
) -> None:
    """Add a run as light, saturating each lane at 15 bits."""
    for x in range(sums.shape[0]):
        p = (((upper[x] << _u64(8)) + (lower[x] - upper[x]) * share) >> _u64(8)) & _LANES
        p = ((p * opacity) >> _u64(8)) & _LANES
        s = sums[x]
        s = (s | (((s & _TOPS) >> _u64(15)) * _u64(0x7FFF))) & _LOWS
        s += p * free[x]
        sums[x] = (s | (((s & _TOPS) >> _u64(15)) * _u64(0x7FFF))) & _LOWS


@kernel
def _finish_row(
    sums: NDArray[np.uint64], red: NDArray[np.uint8], green: NDArray[np.uint8], blue: NDArray[np.uint8]
) -> None:
    for x in range(red.shape[0]):
        p = sums[x]
        red[x] = np.uint8(min((p & _u64(0xFFFF)) >> _u64(7), _u64(255)))
        green[x] = np.uint8(min(((p >> _u64(16)) & _u64(0xFFFF)) >> _u64(7), _u64(255)))
        blue[x] = np.uint8(min(((p >> _u64(32)) & _u64(0xFFFF)) >> _u64(7), _u64(255)))


@kernel
def _cover(
    cells: NDArray[np.uint16], head: NDArray[np.int64], draw: NDArray[np.float64], x0: int, x1: int, y0: int, y1: int
) -> int:
    """Say how a picture covers a tile: 0 not at all, 1 in part, 2 wholly."""
    width, height, at = head[1], head[2], head[3]
    wrap = int(draw[7])
    u0 = int(np.floor(draw[1] + (x0 + 0.5) * draw[2] - 0.5))
    u1 = int(np.floor(draw[1] + (x1 - 0.5) * draw[2] - 0.5)) + 1
    va = draw[3] + (y0 + 0.5) * draw[4] - 0.5
    vb = draw[3] + (y1 - 0.5) * draw[4] - 0.5
    v0, v1 = int(np.floor(min(va, vb))), int(np.floor(max(va, vb))) + 1
    inside = u0 >= 0 and u1 < width and ((v0 >= 0 and v1 < height) or wrap != 3)
    if wrap == 3 and (u1 < 0 or u0 >= width or v1 < 0 or v0 >= height):
        return 0
    if not inside and 0 < wrap < 3 and (u0 < 0 or u1 >= width):
        u0, u1 = 0, width - 1
    columns = (width + CELL - 1) // CELL
    some, least = False, 255
    for row in range(min(max(v0, 0), height - 1) // CELL, min(max(v1, 0), height - 1) // CELL + 1):
        for column in range(min(max(u0, 0), width - 1) // CELL, min(max(u1, 0), width - 1) // CELL + 1):
            value = cells[at + row * columns + column]
            some = some or value >= 256
            least = min(least, value & 255)
    if not some:
        return 0
    solid = least == 255 and draw[5] >= 256 and draw[6] == 0 and (inside or wrap != 3)
    return 2 if solid else 1


@kernel
def compose(
    texels: NDArray[np.uint8],
    cells: NDArray[np.uint16],
    heads: NDArray[np.int64],
    draws: NDArray[np.float64],
    columns: NDArray[np.int64],
    shares: NDArray[np.uint64],
    scratch: NDArray[np.uint16],
    words: NDArray[np.uint64],
    kept: NDArray[np.uint64],
    frame: NDArray[np.uint8],
) -> None:
    """Fill `frame` (3, h, w) with the draws.

    Buffers of the caller: `columns` and `shares` (draws, w), int64 and uint64; `scratch` and `words` (one buffer: a
    widened row as 16-bit lanes and as words); `kept` (draws, 2, w) words: stretched rows of even and of odd numbers.
    """
    count = draws.shape[0]
    height, width = frame.shape[1], frame.shape[2]
    seen = np.empty((count, 2), np.int64)
    rows = np.empty((count, 3), np.int64)
    tags = np.full((count, 2, 3), -1, np.int64)
    sums = np.empty(width, np.uint64)
    free = np.empty(width, np.uint64)
    for k in range(count):
        for x in range(width):
            place = np.int64(np.floor((draws[k, 1] + (x + 0.5) * draws[k, 2] - 0.5) * 65536.0))
            columns[k, x] = place >> 16
            shares[k, x] = _u64((place >> 8) & 255)
    for y0 in range(0, height, TILE_H):
        y1 = min(y0 + TILE_H, height)
        _find_seen(cells, heads, draws, width, y0, y1, seen)
        for y in range(y0, y1):
            _keep_rows(texels, heads, draws, seen, y, columns, shares, scratch, words, kept, tags, rows)
            sums[:] = _u64(0x0040004000400040)
            free[:] = _u64(128)
            for k in range(count):
                x0, x1 = seen[k, 0], seen[k, 1]
                if x1 <= x0 or rows[k, 2] < 0:
                    continue
                upper, lower, share = kept[k, rows[k, 0], x0:x1], kept[k, rows[k, 1], x0:x1], _u64(rows[k, 2])
                if draws[k, 6] != 0:
                    _add(upper, lower, share, _u64(draws[k, 5]), sums[x0:x1], free[x0:x1])
                elif draws[k, 5] < 256:
                    _over_faintly(upper, lower, share, _u64(draws[k, 5]), sums[x0:x1], free[x0:x1])
                else:
                    _over(upper, lower, share, sums[x0:x1], free[x0:x1])
            _finish_row(sums, frame[0, y], frame[1, y], frame[2, y])


@kernel
def _find_seen(
    cells: NDArray[np.uint16],
    heads: NDArray[np.int64],
    draws: NDArray[np.float64],
    width: int,
    y0: int,
    y1: int,
    seen: NDArray[np.int64],
) -> None:
    """Find the range of a band of the screen over which each draw is needed: not empty, not behind a solid one."""
    seen[:, 0] = width
    seen[:, 1] = 0
    for x0 in range(0, width, TILE_W):
        x1 = min(x0 + TILE_W, width)
        for k in range(draws.shape[0]):
            cover = _cover(cells, heads[int(draws[k, 0])], draws[k], x0, x1, y0, y1)
            if cover == 0:
                continue
            seen[k, 0] = min(seen[k, 0], x0)
            seen[k, 1] = x1
            if cover == 2:
                break


@kernel
def _keep_rows(
    texels: NDArray[np.uint8],
    heads: NDArray[np.int64],
    draws: NDArray[np.float64],
    seen: NDArray[np.int64],
    y: int,
    columns: NDArray[np.int64],
    shares: NDArray[np.uint64],
    scratch: NDArray[np.uint16],
    words: NDArray[np.uint64],
    kept: NDArray[np.uint64],
    tags: NDArray[np.int64],
    rows: NDArray[np.int64],
) -> None:
    """Stretch the two rows of each picture that a screen row lies between, where they are not kept yet.

    `tags` says which row is kept and over which range; `rows` becomes where both lie in `kept` and the share (0-255)
    of the second, -1 where the picture shows nothing.
    """
    for k in range(draws.shape[0]):
        x0, x1 = seen[k, 0], seen[k, 1]
        if x1 <= x0:
            continue
        head = heads[int(draws[k, 0])]
        width, height, wrap = head[1], head[2], int(draws[k, 7])
        v = draws[k, 3] + (y + 0.5) * draws[k, 4] - 0.5
        if wrap == 3 and (v <= -1.0 or v >= height):
            rows[k, 2] = -1
            continue
        upper = int(np.floor(v))
        rows[k, 2] = int((v - upper) * 256.0)
        lower = min(max(upper + 1, 0), height - 1)
        upper = min(max(upper, 0), height - 1)
        rows[k, 0], rows[k, 1] = upper & 1, lower & 1
        for row in (upper, lower):
            tag = tags[k, row & 1]
            if tag[0] == row and tag[1] <= x0 and tag[2] >= x1:
                continue
            tag[0], tag[1], tag[2] = row, x0, x1
            first = columns[k, x0]
            count = columns[k, x1 - 1] + 2 - first
            _widen_row(texels, head[0] + row * width * 4, width, first, count, wrap, scratch, words)
            out = kept[k, row & 1, x0:x1]
            if draws[k, 2] == 1.0 and shares[k, x0] == 0:
                out[:] = words[: x1 - x0]
            else:
                _stretch(words, first, columns[k, x0:x1], shares[k, x0:x1], out)


@kernel
def _subject_bounds(
    heads: NDArray[np.int64], draws: NDArray[np.float64], rows: int, columns: int
) -> tuple[int, int, int, int, int]:
    """Return the last draw of the subject (-1 if there is none) and the part of the screen that it can be seen in."""
    last, x0, x1, y0, y1 = -1, columns, 0, rows, 0
    for k in range(draws.shape[0]):
        if draws[k, 8] == 0:
            continue
        last = k
        if draws[k, 7] != 3:
            x0, x1, y0, y1 = 0, columns, 0, rows
            continue
        head = heads[int(draws[k, 0])]
        x0 = min(x0, max(0, int(-draws[k, 1] / draws[k, 2]) - 1))
        x1 = max(x1, min(columns, int((head[1] - draws[k, 1]) / draws[k, 2]) + 2))
        y0 = min(y0, max(0, int(-draws[k, 3] / draws[k, 4]) - 1))
        y1 = max(y1, min(rows, int((head[2] - draws[k, 3]) / draws[k, 4]) + 2))
    return last, x0, x1, y0, y1


@kernel
def cover(
    texels: NDArray[np.uint8], heads: NDArray[np.int64], draws: NDArray[np.float64], k: int, x: int, y: int
) -> tuple[int, float]:
    """Return the column of draw k's picture that lies on pixel (x, y) and how much it covers, 0-1; -1 beside it."""
    head = heads[int(draws[k, 0])]
    width, height, wrap = head[1], head[2], int(draws[k, 7])
    u = int(np.floor(draws[k, 1] + (x + 0.5) * draws[k, 2]))
    v = int(np.floor(draws[k, 3] + (y + 0.5) * draws[k, 4]))
    if wrap == 3 and (u < 0 or u >= width or v < 0 or v >= height):
        return 0, -1.0
    if wrap == 1:
        u = u % width
    elif wrap == 2:
        u = u % (2 * width)
        u = u if u < width else 2 * width - 1 - u
    u, v = min(max(u, 0), width - 1), min(max(v, 0), height - 1)
    return u, texels[head[0] + (v * width + u) * 4 + 3] / 255.0 * draws[k, 5] / 256.0


@kernel
def matte(
    texels: NDArray[np.uint8], heads: NDArray[np.int64], draws: NDArray[np.float64], out: NDArray[np.uint8]
) -> None:
    """Fill `out` (h, w) with how much of the subject each pixel shows, 0-255."""
    out[:] = 0
    last, x0, x1, y0, y1 = _subject_bounds(heads, draws, out.shape[0], out.shape[1])
    for y in range(y0, y1):
        for x in range(x0, x1):
            shown, free = 0.0, 1.0
            for k in range(last + 1):
                if draws[k, 6] != 0:
                    continue
                _, a = cover(texels, heads, draws, k, x, y)
                if a < 0.0:
                    continue
                if draws[k, 8] != 0:
                    shown += free * a
                free *= 1.0 - a
                if free <= 0.0:
                    break
            out[y, x] = np.uint8(shown * 255.0 + 0.5)
