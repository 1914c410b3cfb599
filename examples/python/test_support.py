import pytest
from support import Unavailable, ask

ANSWERS = [{"prompt": "parcel", "text": "It comes tomorrow."}]


def test_tries_again_while_the_provider_is_overloaded(brownout):
    brownout.begin(["overloaded:first=2"], answers=ANSWERS)
    assert ask("Where is my parcel?", brownout.base_url("openai")) == "It comes tomorrow."
    assert [call["status"] for call in brownout.calls()] == [503, 503, 200]


def test_gives_up_when_the_provider_stays_down(brownout):
    brownout.begin(["server-error"])
    with pytest.raises(Unavailable):
        ask("Where is my parcel?", brownout.base_url("openai"))
    assert len(brownout.calls()) == 3


def test_survives_a_connection_that_is_reset(brownout):
    brownout.begin(["connection-reset:nth=1"], answers=ANSWERS)
    assert ask("Where is my parcel?", brownout.base_url("openai")) == "It comes tomorrow."
    assert [call["ending"] for call in brownout.calls()] == ["reset", "complete"]
