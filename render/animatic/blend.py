"""The compositor's kernels: integer arithmetic on premultiplied RGBA, a tile at a time.

A whole row of a picture is lerped vertically first (contiguous, vectorised) and then walked horizontally with four
colours in one 64-bit word; measured eight times faster here than gathering four texels for each pixel.
Draws come as a table, a row each: picture, u, du, v, dv, opacity 0-256, glow, wrap, subject (compositor.Draw).
"""

import numba as nb
import numpy as np

CELL = 16
"""Texels on a side of a cell of the coarse map."""
TILE_W, TILE_H = 32, 16

_u64 = np.uint64
_LANES = np.uint64(0x00FF00FF00FF00FF)
_TOPS = np.uint64(0x8000800080008000)
_LOWS = np.uint64(0x7FFF7FFF7FFF7FFF)


@nb.njit(cache=True, nogil=True)
def _lerp(top, bottom, share, out):  # type: ignore[no-untyped-def]  # numba infers the types of its kernels
    low, high = np.uint16(256 - share), np.uint16(share)
    for i in range(out.shape[0]):
        out[i] = np.uint16(np.uint16(top[i] * low + bottom[i] * high) >> np.uint16(8))


@nb.njit(cache=True, nogil=True)
def _fill_row(texels, top, bottom, width, share, first, count, wrap, out, words):  # type: ignore[no-untyped-def]
    """Lerp two rows of a picture into out (`words`: the same, a texel a word) for columns first .. first + count."""
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
            # A turned run goes down from its first column; it is lerped upwards and reversed below.
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
        _lerp(
            texels[top + column * 4 : top + (column + length) * 4],
            texels[bottom + column * 4 : bottom + (column + length) * 4],
            share,
            out[done * 4 : (done + length) * 4],
        )
        words[done + length : done + run] = words[done]
        if turned:
            words[done : done + run] = words[done : done + run][::-1].copy()
        done += run


@nb.njit(cache=True, nogil=True)
def _solid_run(row, u, du, red, green, blue):  # type: ignore[no-untyped-def]
    for x in range(red.shape[0]):
        i = u >> _u64(16)
        f = (u >> _u64(8)) & _u64(255)
        p = (row[i] * (_u64(256) - f) + row[i + _u64(1)] * f) >> _u64(8)
        red[x] = np.uint8(p)
        green[x] = np.uint8(p >> _u64(16))
        blue[x] = np.uint8(p >> _u64(32))
        u += du


@nb.njit(cache=True, nogil=True)
def _over(row, u, du, sums, free):  # type: ignore[no-untyped-def]
    """Lay a run under what is there: sums in 15-bit lanes, free = what is still seen through, 0-128.

    Return 0 when nothing is seen through any more.
    """
    left = _u64(0)
    for x in range(sums.shape[0]):
        i = u >> _u64(16)
        f = (u >> _u64(8)) & _u64(255)
        p = ((row[i] * (_u64(256) - f) + row[i + _u64(1)] * f) >> _u64(8)) & _LANES
        sums[x] += p * free[x]
        a = p >> _u64(48)
        free[x] = (free[x] * (_u64(256) - a - (a >> _u64(7)))) >> _u64(8)
        left |= free[x]
        u += du
    return left


@nb.njit(cache=True, nogil=True)
def _over_faintly(row, u, du, opacity, sums, free):  # type: ignore[no-untyped-def]
    """Lay a run of less than full opacity (0-256)."""
    for x in range(sums.shape[0]):
        i = u >> _u64(16)
        f = (u >> _u64(8)) & _u64(255)
        p = ((row[i] * (_u64(256) - f) + row[i + _u64(1)] * f) >> _u64(8)) & _LANES
        p = ((p * opacity) >> _u64(8)) & _LANES
        sums[x] += p * free[x]
        a = p >> _u64(48)
        free[x] = (free[x] * (_u64(256) - a - (a >> _u64(7)))) >> _u64(8)
        u += du


@nb.njit(cache=True, nogil=True)
def _add(row, u, du, opacity, sums, free):  # type: ignore[no-untyped-def]
    """Add a run as light, saturating each lane at 15 bits."""
    for x in range(sums.shape[0]):
        i = u >> _u64(16)
        f = (u >> _u64(8)) & _u64(255)
        p = ((row[i] * (_u64(256) - f) + row[i + _u64(1)] * f) >> _u64(8)) & _LANES
        p = ((p * opacity) >> _u64(8)) & _LANES
        s = sums[x]
        s = (s | (((s & _TOPS) >> _u64(15)) * _u64(0x7FFF))) & _LOWS
        s += p * free[x]
        sums[x] = (s | (((s & _TOPS) >> _u64(15)) * _u64(0x7FFF))) & _LOWS
        u += du


@nb.njit(cache=True, nogil=True)
def _finish_run(sums, red, green, blue):  # type: ignore[no-untyped-def]
    for x in range(sums.shape[0]):
        p = sums[x]
        red[x] = np.uint8(min((p & _u64(0xFFFF)) >> _u64(7), _u64(255)))
        green[x] = np.uint8(min(((p >> _u64(16)) & _u64(0xFFFF)) >> _u64(7), _u64(255)))
        blue[x] = np.uint8(min(((p >> _u64(32)) & _u64(0xFFFF)) >> _u64(7), _u64(255)))


@nb.njit(cache=True, nogil=True)
def _cover(cells, head, draw, x0, x1, y0, y1):  # type: ignore[no-untyped-def]
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


@nb.njit(cache=True, nogil=True)
def compose(texels, cells, heads, draws, rows, words, frame):  # type: ignore[no-untyped-def]
    """Fill `frame` (3, h, w) with the draws; `rows` and `words` are one scratch buffer, a row a draw."""
    count = draws.shape[0]
    height, width = frame.shape[1], frame.shape[2]
    tiles = (width + TILE_W - 1) // TILE_W
    lists = np.empty((tiles, count), np.int64)
    lengths = np.zeros(tiles, np.int64)
    solid = np.zeros(tiles, np.bool_)
    ends = np.zeros(tiles, np.int64)
    seen = np.zeros((count, 2), np.int64)
    sums = np.empty(width, np.uint64)
    free = np.empty(width, np.uint64)
    for y0 in range(0, height, TILE_H):
        y1 = min(y0 + TILE_H, height)
        _sort_tiles(cells, heads, draws, width, y0, y1, lists, lengths, solid, seen)
        _join_tiles(lists, lengths, solid, ends)
        for y in range(y0, y1):
            _fill_rows(texels, heads, draws, seen, y, rows, words)
            _walk_row(
                draws, seen, lists, lengths, solid, ends, words, sums, free, frame[0, y], frame[1, y], frame[2, y]
            )


@nb.njit(cache=True, nogil=True)
def _sort_tiles(cells, heads, draws, width, y0, y1, lists, lengths, solid, seen):  # type: ignore[no-untyped-def]
    """List the draws that each tile of a band needs, and the screen range over which each draw is needed."""
    seen[:, 0] = width
    seen[:, 1] = 0
    for t in range(lengths.shape[0]):
        x0, x1 = t * TILE_W, min((t + 1) * TILE_W, width)
        n = 0
        solid[t] = False
        for k in range(draws.shape[0]):
            cover = _cover(cells, heads[int(draws[k, 0])], draws[k], x0, x1, y0, y1)
            if cover == 0:
                continue
            lists[t, n] = k
            n += 1
            seen[k, 0] = min(seen[k, 0], x0)
            seen[k, 1] = max(seen[k, 1], x1)
            if cover == 2:
                solid[t] = True
                break
        lengths[t] = n


@nb.njit(cache=True, nogil=True)
def _join_tiles(lists, lengths, solid, ends):  # type: ignore[no-untyped-def]
    """Join neighbouring tiles that need the same draws into runs: ends[t] is where the run that starts at t ends."""
    tiles = lengths.shape[0]
    t = 0
    while t < tiles:
        end = t + 1
        while end < tiles and lengths[end] == lengths[t] and solid[end] == solid[t]:
            same = True
            for z in range(lengths[t]):
                if lists[end, z] != lists[t, z]:
                    same = False
                    break
            if not same:
                break
            end += 1
        ends[t] = end
        t = end


@nb.njit(cache=True, nogil=True)
def _fill_rows(texels, heads, draws, seen, y, rows, words):  # type: ignore[no-untyped-def]
    for k in range(draws.shape[0]):
        x0, x1 = seen[k, 0], seen[k, 1]
        if x1 <= x0:
            continue
        head = heads[int(draws[k, 0])]
        width, height, wrap = head[1], head[2], int(draws[k, 7])
        first = int(np.floor(draws[k, 1] + (x0 + 0.5) * draws[k, 2] - 0.5))
        count = int(np.floor(draws[k, 1] + (x1 - 0.5) * draws[k, 2] - 0.5)) + 3 - first
        v = draws[k, 3] + (y + 0.5) * draws[k, 4] - 0.5
        if wrap == 3 and (v <= -1.0 or v >= height):
            rows[k, : count * 4] = 0
            continue
        i = int(np.floor(v))
        share = int((v - i) * 256.0)
        j = min(max(i + 1, 0), height - 1)
        i = min(max(i, 0), height - 1)
        top, bottom = head[0] + i * width * 4, head[0] + j * width * 4
        _fill_row(texels, top, bottom, width, share, first, count, wrap, rows[k], words[k])


@nb.njit(cache=True, nogil=True)
def _walk_row(draws, seen, lists, lengths, solid, ends, words, sums, free, red, green, blue):  # type: ignore[no-untyped-def]
    width = red.shape[0]
    t = 0
    while t < lengths.shape[0]:
        x0, x1 = t * TILE_W, min(ends[t] * TILE_W, width)
        n, first = lengths[t], t
        t = ends[t]
        if n == 0:
            red[x0:x1] = 0
            green[x0:x1] = 0
            blue[x0:x1] = 0
            continue
        alone = n == 1 and solid[first]
        if not alone:
            sums[: x1 - x0] = _u64(0x0040004000400040)
            free[: x1 - x0] = _u64(128)
        for z in range(n):
            k = lists[first, z]
            base = np.floor(draws[k, 1] + (seen[k, 0] + 0.5) * draws[k, 2] - 0.5)
            u = _u64((draws[k, 1] + (x0 + 0.5) * draws[k, 2] - 0.5 - base) * 65536.0)
            du = _u64(draws[k, 2] * 65536.0)
            if alone:
                _solid_run(words[k], u, du, red[x0:x1], green[x0:x1], blue[x0:x1])
            elif draws[k, 6] != 0:
                _add(words[k], u, du, _u64(draws[k, 5]), sums[: x1 - x0], free[: x1 - x0])
            elif draws[k, 5] < 256:
                _over_faintly(words[k], u, du, _u64(draws[k, 5]), sums[: x1 - x0], free[: x1 - x0])
            elif _over(words[k], u, du, sums[: x1 - x0], free[: x1 - x0]) == 0:
                break
        if not alone:
            _finish_run(sums[: x1 - x0], red[x0:x1], green[x0:x1], blue[x0:x1])


@nb.njit(cache=True, nogil=True)
def matte(texels, heads, draws, out):  # type: ignore[no-untyped-def]
    """Fill `out` (h, w) with how much of the subject each pixel shows, 0-255."""
    last = -1
    for k in range(draws.shape[0]):
        if draws[k, 8] != 0:
            last = k
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            shown, free = 0.0, 1.0
            for k in range(last + 1):
                if draws[k, 6] != 0:
                    continue
                head = heads[int(draws[k, 0])]
                width, height, wrap = head[1], head[2], int(draws[k, 7])
                u = int(np.floor(draws[k, 1] + (x + 0.5) * draws[k, 2]))
                v = int(np.floor(draws[k, 3] + (y + 0.5) * draws[k, 4]))
                if wrap == 3 and (u < 0 or u >= width or v < 0 or v >= height):
                    continue
                if wrap == 1:
                    u = u % width
                elif wrap == 2:
                    u = u % (2 * width)
                    u = u if u < width else 2 * width - 1 - u
                u, v = min(max(u, 0), width - 1), min(max(v, 0), height - 1)
                a = texels[head[0] + (v * width + u) * 4 + 3] / 255.0 * draws[k, 5] / 256.0
                if draws[k, 8] != 0:
                    shown += free * a
                free *= 1.0 - a
            out[y, x] = np.uint8(shown * 255.0 + 0.5)
