"""What `matching.py` measures, one idea a file. Every report is plain data; `tables.py` shows nothing else."""
