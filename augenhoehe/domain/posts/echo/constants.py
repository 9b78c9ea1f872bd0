"""The figures of echo, each with its reason."""

# Words. Shorter texts are phrases everybody uses ("thank you, we look into it").
FEWEST_WORDS = 8
# Words. What follows is not compared: it bounds the time a long post costs.
MOST_WORDS = 200
# Words of one shingle. With three, two changed words in twenty leave a Jaccard index of 0.5;
# with two they leave 0.65, and it is those small changes that are looked for.
SHINGLE_WORDS = 2
# Jaccard index from which two texts are nearly the same (see above).
SIMILARITY = 0.6
# 16 bands of 4 rows find, reckoned by 1 - (1 - s**4)**16, 89 % of the pairs at an index of 0.6,
# 98.8 % at 0.7 and 0.01 % at 0.05. A changed figure wants every EchoKey row made anew.
BANDS = 16
ROWS = 4
