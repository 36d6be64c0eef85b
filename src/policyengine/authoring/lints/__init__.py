"""Lints: what `check` says of a policy set that loads. One file each; `registry` lists them.

A lint is a plain generator over a `Subject`. It yields a diagnostic for each finding, of a code that is declared in
`diagnostics/codes`, at the place where the writer would change something. A lint that misses a few cases is welcome;
one that is wrong is not.
"""
