//! The XML namespace of a service, which C2J says at each document instead.

use crate::model::{Location, Operation, Protocol, Service, ShapeKind, Shapes};

/// Gives the namespace to what is written as a document of its own, unless that has one; what stays with the service is
/// for the query protocols.
pub(super) fn distribute(service: &mut Service, operations: &[Operation], shapes: &mut Shapes) {
    let Some(namespace) = service.xml_namespace.clone() else {
        return;
    };
    let speaks = |wanted: Protocol| service.protocols.contains(&wanted);
    if !(speaks(Protocol::AwsQuery) || speaks(Protocol::Ec2Query)) {
        service.xml_namespace = None;
    }
    if !service.protocols.contains(&Protocol::RestXml) {
        return;
    }
    for input in operations.iter().filter_map(|operation| operation.input) {
        let payloads = shapes[input].members().iter().enumerate();
        let payloads =
            payloads.filter(|(_, member)| member.location == Location::Payload && member.xml_namespace.is_none());
        let documents = payloads.filter(|(_, member)| {
            let target = &shapes[member.target];
            let has_members = matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
            has_members && !target.streaming && target.xml_namespace.is_none()
        });
        let documents: Vec<usize> = documents.map(|(index, _)| index).collect();
        let members = shapes[input].members_mut().iter_mut().enumerate();
        for (_, member) in members.filter(|(index, _)| documents.contains(index)) {
            member.xml_namespace = Some(namespace.clone());
        }
    }
}
