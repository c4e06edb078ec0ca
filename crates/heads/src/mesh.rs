//! Surfaces of triangles, and how they become smooth.

use crate::body::Cut;
use crate::vector::V;
use std::collections::HashMap;

/// What a surface is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stuff {
    Nothing,
    Skin,
    Eye,
    Garment,
    Scarf,
    Hair,
    Brow,
    Lash,
}

/// Triangles between points; every point knows where it lies on the model that all faces are made from.
#[derive(Debug, Clone)]
pub(crate) struct Mesh {
    pub(crate) points: Vec<V>,
    /// The place of each point before the face got its features: where on a face colours are looked up.
    pub(crate) rest: Vec<V>,
    pub(crate) faces: Vec<[u32; 3]>,
    pub(crate) stuff: Stuff,
    /// How it is cut off at the neck, if it is a garment.
    pub(crate) cut: Option<Cut>,
}

impl Mesh {
    pub(crate) fn new(stuff: Stuff) -> Self {
        Self { points: Vec::new(), rest: Vec::new(), faces: Vec::new(), stuff, cut: None }
    }

    /// A sheet of `rows` by `columns` points, joined at its sides when `round`.
    pub(crate) fn sheet(stuff: Stuff, rows: usize, columns: usize, round: bool, place: impl Fn(f32, f32) -> V) -> Self {
        let mut mesh = Self::new(stuff);
        let across = if round { columns } else { columns - 1 };
        for row in 0..rows {
            for column in 0..columns {
                mesh.points.push(place(row as f32 / (rows - 1) as f32, column as f32 / across as f32));
            }
        }
        for row in 0..rows - 1 {
            for column in 0..across {
                let at = |r: usize, c: usize| ((row + r) * columns + (column + c) % columns) as u32;
                mesh.faces.push([at(0, 0), at(1, 0), at(0, 1)]);
                mesh.faces.push([at(0, 1), at(1, 0), at(1, 1)]);
            }
        }
        mesh.rest = mesh.points.clone();
        mesh
    }

    /// Each triangle in four, everything rounder. Source: Charles Loop, "Smooth Subdivision Surfaces Based on Triangles", 1987.
    pub(crate) fn smoother(&self) -> Self {
        let edge = |a: u32, b: u32| (a.min(b), a.max(b));
        let mut opposite: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        let mut order = Vec::new();
        for face in &self.faces {
            for k in 0..3 {
                let key = edge(face[k], face[(k + 1) % 3]);
                let corners = opposite.entry(key).or_default();
                if corners.is_empty() {
                    order.push(key);
                }
                corners.push(face[(k + 2) % 3]);
            }
        }
        let mut around = vec![Vec::new(); self.points.len()];
        let mut rim = vec![Vec::new(); self.points.len()];
        for &(a, b) in &order {
            around[a as usize].push(b);
            around[b as usize].push(a);
            if opposite[&(a, b)].len() == 1 {
                rim[a as usize].push(b);
                rim[b as usize].push(a);
            }
        }
        let middle: HashMap<(u32, u32), u32> =
            order.iter().enumerate().map(|(at, &key)| (key, (self.points.len() + at) as u32)).collect();
        let finer = |values: &[V]| {
            let corner = |at: usize| {
                if let [a, b] = rim[at][..] {
                    return values[at] * 0.75 + (values[a as usize] + values[b as usize]) * 0.125;
                }
                let count = around[at].len() as f32;
                let share = if around[at].len() == 3 { 3.0 / 16.0 } else { 3.0 / (8.0 * count) };
                let sum = around[at].iter().fold(V::default(), |sum, &other| sum + values[other as usize]);
                values[at] * (1.0 - count * share) + sum * share
            };
            let halfway = |&(a, b): &(u32, u32)| {
                let ends = values[a as usize] + values[b as usize];
                match opposite[&(a, b)][..] {
                    [c, d] => ends * 0.375 + (values[c as usize] + values[d as usize]) * 0.125,
                    _ => ends * 0.5,
                }
            };
            (0..values.len()).map(corner).chain(order.iter().map(halfway)).collect::<Vec<_>>()
        };
        let cut = |&[a, b, c]: &[u32; 3]| {
            let [ab, bc, ca] = [(a, b), (b, c), (c, a)].map(|(a, b)| middle[&edge(a, b)]);
            [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]
        };
        Self {
            points: finer(&self.points),
            rest: finer(&self.rest),
            faces: self.faces.iter().flat_map(cut).collect(),
            stuff: self.stuff,
            cut: self.cut,
        }
    }

    /// Where the surface faces at each point.
    pub(crate) fn normals(&self) -> Vec<V> {
        let mut normals = vec![V::default(); self.points.len()];
        for face in &self.faces {
            let [a, b, c] = face.map(|at| self.points[at as usize]);
            let normal = (b - a).cross(c - a);
            for at in face {
                normals[*at as usize] += normal;
            }
        }
        normals.into_iter().map(V::unit).collect()
    }
}
