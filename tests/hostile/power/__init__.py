"""Real power cuts: a real program on a disk that goes dark, and the same program again afterwards.

``lossy_disk`` is a file system of our own (over /dev/fuse) that forgets or tears whatever was not
synced, ``disks`` drives it and a real ext4 that the kernel stops dead, ``clerk`` is the program
at work, ``campaign`` cuts and holds what is left against what was confirmed.
"""
