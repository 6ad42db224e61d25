"""What rules ask about every word of a report, and remember: a word asked about before costs one look into a dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import compress

from musnad.extract.names_features import Vocabulary

REMEMBERED = 32_768  # words: a corpus has no end of them, memory has
Question = Callable[[str, Vocabulary], bool]


class Answers(dict[str, bool]):
    """The answers to one question, by word; forgotten when there are too many."""

    def __init__(self, question: Question, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._question, self._vocabulary = question, vocabulary

    def __missing__(self, base: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[base] = self._question(base, self._vocabulary)
        return found


@cache
def _answers(question: Question, vocabulary: Vocabulary) -> Answers:
    return Answers(question, vocabulary)


def those(question: Question, bases: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Return the words for which the answer is yes, with their places.

    Args:
        question: What is asked of a word; its answer depends on the word and the vocabulary alone.
        bases: The words of a report without clitics.
        vocabulary: What is known of words.
    """
    return compress(enumerate(bases), map(_answers(question, vocabulary).__getitem__, bases))
