"""Two programme files, or one at two times. Begin with `compare`; `model` is what it gives.

Situations: `matching` pairs them, `moves` tells each pair, `promises` what was not kept.
Programme: `tactics` says what to start, keep and end, `editions` what the knowledge changed.
Words on the whole: `summary` in a few sentences, `trace` with the rules that had a part in it.
"""
