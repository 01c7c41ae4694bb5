"""Synthetic batches: valid 837P claims for DMEPOS, all of them made up."""

from claimline.sample.batch import write_batch

__all__ = ["write_batch"]
