"""One model as different modelers write it: prefixes, encodings, diagrams, extensions, comments, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_NAMESPACES = (
    f'xmlns="{_MODEL}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:test" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)
_TAG = re.compile(r"<(/?)(?=[A-Za-z]\w*[\s/>])")
"""Elements of BPMN; those of diagrams have their own prefixes."""
_SHAPED = re.compile(
    r'<(?:task|\w+Task|\w*Event|\w+Gateway|subProcess|transaction|adHocSubProcess|callActivity) id="([\w-]+)"'
)
_DRAWN_FLOW = re.compile(r'<sequenceFlow id="([\w-]+)"')
_OPEN_TASK = re.compile(r'(<(?:task|userTask|sequenceFlow) id="[\w-]+"[^>]*[^/>])></(\w+)>')


def plain(content: str) -> bytes:
    """The default namespace, as Signavio and Bizagi write."""
    return (
        f'<definitions {_NAMESPACES} id="definitions" targetNamespace="urn:test">{content}</definitions>'
    ).encode()


def _prefixed(prefix: str) -> Callable[[str], bytes]:
    def write(content: str) -> bytes:
        source = plain(content).decode()
        source = source.replace(f'xmlns="{_MODEL}"', f'xmlns:{prefix}="{_MODEL}"')
        source = _TAG.sub(rf"<\g<1>{prefix}:", source)
        return source.replace('xsi:type="t', f'xsi:type="{prefix}:t').encode()

    return write


def _camunda(content: str) -> bytes:
    """Prefix `bpmn`, an exporter, and a diagram with colours behind it."""
    source = _prefixed("bpmn")(content).decode()
    source = source.replace(
        'id="definitions"',
        'xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"'
        ' xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"'
        ' xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud"'
        ' id="definitions" exporter="Camunda Modeler" exporterVersion="5.30.0"',
        1,
    )
    return source.replace("</bpmn:definitions>", _diagram(content) + "</bpmn:definitions>").encode()


def _diagram(content: str) -> str:
    shapes = "".join(
        f'<bpmndi:BPMNShape id="{id_}_di" bpmnElement="{id_}" bioc:stroke="#0d4372" color:border-color="#0d4372">'
        '<dc:Bounds x="160" y="100" width="36" height="36"/><bpmndi:BPMNLabel/></bpmndi:BPMNShape>'
        for id_ in dict.fromkeys(_SHAPED.findall(content))
    )
    edges = "".join(
        f'<bpmndi:BPMNEdge id="{id_}_di" bpmnElement="{id_}"><di:waypoint x="1" y="2"/><di:waypoint x="3.5" y="2"/>'
        "</bpmndi:BPMNEdge>"
        for id_ in dict.fromkeys(_DRAWN_FLOW.findall(content))
    )
    plane = f'<bpmndi:BPMNPlane id="drawn-plane" bpmnElement="definitions">{shapes}{edges}</bpmndi:BPMNPlane>'
    return f'<bpmndi:BPMNDiagram id="drawing">{plane}</bpmndi:BPMNDiagram>'


def _signavio(content: str) -> bytes:
    """Extensions and documentation in everything that has none."""
    filled = _OPEN_TASK.sub(
        r'\1><documentation textFormat="text/plain">Wat <![CDATA[<b>telt</b>]]></documentation><extensionElements>'
        r'<signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffcc"/></extensionElements></\2>',
        content,
    )
    source = plain(filled).decode()
    return source.replace(
        'id="definitions"',
        'xmlns:signavio="http://www.signavio.com" exporter="Signavio Process Editor" id="definitions"'
        ' xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL http://www.omg.org/spec/BPMN/2.0/'
        '20100501/BPMN20.xsd" expressionLanguage="http://www.w3.org/1999/XPath" typeLanguage="http://www.w3.org/'
        '2001/XMLSchema"',
        1,
    ).encode()


def _bizagi(content: str) -> bytes:
    """UTF-8 with a byte order mark, extensions of its own namespace."""
    filled = _OPEN_TASK.sub(
        r'\1><extensionElements><bizagi:BizagiExtensions xmlns:bizagi="http://www.bizagi.com/bpmn20"><bizagi:'
        r'BizagiProperties><bizagi:BizagiProperty name="bgColor" value="White"/></bizagi:BizagiProperties></bizagi:'
        r"BizagiExtensions></extensionElements></\2>",
        content,
    )
    return b"\xef\xbb\xbf" + b'<?xml version="1.0" encoding="utf-8"?>\r\n' + plain(filled)


def _jbpm(content: str) -> bytes:
    """Prefix `bpmn2` and attributes of its own."""
    source = _prefixed("bpmn2")(content).decode()
    source = source.replace(
        'id="definitions"', 'xmlns:drools="http://www.jboss.org/drools" id="definitions"', 1
    )
    return re.sub(
        r"(<bpmn2:process )", r'\1drools:packageName="nl.test" drools:version="1.0" ', source
    ).encode()


def _qualified(content: str) -> bytes:
    """References with the prefix of the target namespace."""
    source = plain(content).decode()
    return re.sub(
        r'((?:message|signal|error|escalation|process)Ref|attachedToRef)="(\w)', r'\1="tns:\2', source
    ).encode()


def _commented(content: str) -> bytes:
    """Comments, processing instructions and white space everywhere."""
    source = plain(content).decode().replace("><", ">\r\n\t<!-- < & > -->\n<?layout keep?>  <")
    return b'<?xml version="1.0" standalone="yes"?>\n<!-- saved by hand -->\n' + source.encode()


def _utf_16(content: str) -> bytes:
    return '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + plain(content).decode().encode(
        "utf-16-le"
    )


def _latin(content: str) -> bytes:
    named = content.replace("<process ", '<process name="Beëindiging" ')
    return b"<?xml version='1.0' encoding='ISO-8859-1'?>" + plain(named).decode().encode("latin-1")


def _reversed(content: str) -> bytes:
    """What refers before what is referred to, and attributes in another order."""
    root = etree.fromstring(plain(content))
    imports = [child for child in root if child.tag == f"{{{_MODEL}}}import"]
    last = [child for child in root if child.tag.endswith(("}relationship", "}BPMNDiagram"))]
    others = [child for child in root if child not in imports and child not in last]
    root[:] = [*imports, *reversed(others), *last]
    for element in root.iter(f"{{{_MODEL}}}sequenceFlow"):
        attributes = list(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(reversed(attributes))
    return etree.tostring(root)


STYLES: Mapping[str, Callable[[str], bytes]] = {
    "plain": plain,
    "camunda": _camunda,
    "semantic": _prefixed("semantic"),
    "signavio": _signavio,
    "bizagi": _bizagi,
    "jbpm": _jbpm,
    "qualified": _qualified,
    "commented": _commented,
    "utf-16": _utf_16,
    "latin-1": _latin,
    "reversed": _reversed,
}
