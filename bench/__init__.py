"""What the portal costs: bytes, and times as ratios within one run. `make bench`, or `python -m bench --only rush`.

Each part is one module with a `measure()` that yields lines; a line carries its bar. An absolute time on a shared
machine says nothing, so whatever is compared runs on the same server, in turns, in the same run; absolute figures
stand beside the ratios as context only. `docs/performance.md` says how to read the tables.
"""
