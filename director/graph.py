"""The map: a song's way through the house, in song order.

listen -> conceive -> storyboard -> write_orders -> gate
-> prepare -> allocate -> shoot x batch -> allocate -> ... -> cut -> (allocate -> ... -> cut) -> gate -> export
"""

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from director.steps.allocate import allocate_takes
from director.steps.base import Deps, Nothing, Run, Shooting
from director.steps.conceive import conceive
from director.steps.cut import cut
from director.steps.export import export
from director.steps.gate import gate
from director.steps.listen import listen
from director.steps.prepare import prepare
from director.steps.shoot import critique, render
from director.steps.storyboard import storyboard
from director.steps.write_orders import write_orders

VERSION = 2
"""Part of the thread's name: a changed map starts a new thread over the same project folder (langgraph cannot resume a
thread whose waiting node was renamed)."""


def shoot_graph() -> CompiledStateGraph[Any, Any, Any, Any]:
    """Return the small graph of one take: render -> critique."""
    graph = StateGraph(Shooting, output_schema=Nothing, context_schema=Deps)
    graph.add_node("render", render)
    graph.add_node("critique", critique)
    graph.add_edge(START, "render")
    graph.add_edge("render", "critique")
    return graph.compile()


def song_graph(saver: BaseCheckpointSaver[str]) -> CompiledStateGraph[Any, Any, Any, Any]:
    """Return the graph of a whole film."""
    graph = StateGraph(Run, context_schema=Deps)
    graph.add_node("listen", listen)
    graph.add_node("conceive", conceive)
    graph.add_node("storyboard", storyboard)  # -> write_orders, or the gate when a turn was refused
    graph.add_node("write_orders", write_orders)  # -> gate, or prepare for a change that costs nothing
    graph.add_node("gate", gate)  # -> prepare (approved), storyboard (a turn) or export
    graph.add_node("prepare", prepare)
    graph.add_node("allocate", allocate_takes)  # -> shoot x batch, cut, or the gate once test shots are made
    graph.add_node("shoot", shoot_graph(), input_schema=Shooting)
    graph.add_node("cut", cut)  # -> gate, or allocate once for what was seen in the whole film
    graph.add_node("export", export)
    graph.add_edge(START, "listen")
    graph.add_edge("listen", "conceive")
    graph.add_edge("conceive", "storyboard")
    graph.add_edge("prepare", "allocate")
    graph.add_edge("shoot", "allocate")
    graph.add_edge("export", "gate")
    return graph.compile(checkpointer=saver)
